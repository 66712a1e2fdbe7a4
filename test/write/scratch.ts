import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { HEADER } from '../../lib/write/header.ts';

/** A repository of its own for one test, removed behind it. */
export function makeRepository(contents: Readonly<Record<string, string>> = {}): {
  readonly root: string;
  readonly dist: string;
} {
  const root = mkdtempSync(join(tmpdir(), 'kumiki-write-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(contents)) put(join(root, path), content);
  return { root, dist: join(root, 'dist') };
}

export function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The text of a file of ours. */
export function ours(content: string): string {
  return `${HEADER}\n${content}\n`;
}

/** Files of ours by their path below an environment. */
export function files(contents: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(contents).map(([path, content]) => [path, ours(content)]));
}

/** Everything below a folder: path to content, folders with a slash, links with an arrow. */
export function snapshot(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isSymbolicLink()) found[name] = `→ ${readlinkSync(path)}`;
    else if (entry.isDirectory()) found[`${name}/`] = '';
    else found[name] = readFileSync(path, 'utf8').replace(`${HEADER}\n`, '✓ ');
  }
  return found;
}

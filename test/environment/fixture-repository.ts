import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A repository of its own for one test, removed behind it. */
export function makeRepository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-load-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) write(root, file, text);
  return root;
}

export function write(root: string, file: string, text: string | Buffer): void {
  const absolute = path.join(root, file);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
}

/** The source of an environment that runs `body` when it is built. */
export function environmentSource(name: string, body = '', imports = ''): string {
  return `import { defineEnvironment } from 'kumiki';
${imports}
export default defineEnvironment({
  name: '${name}',
  edition: 1,
  kubernetes: '1.34',
  build(environment) {
    ${body}
  },
});
`;
}

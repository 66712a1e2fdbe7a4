import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder as DOCKER_CONFIG names it, for one test. */
export function dockerFolder(config: unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kumiki-docker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return folder;
}

/** `auth`, as docker login writes it. */
export function authOf(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

/** A program `docker-credential-<name>` in a folder, that ends with a code and gives what the function makes of the registry. */
export function writeHelper(folder: string, name: string, answer: string, code = 0): void {
  const program = `#!${process.execPath}
let key = '';
process.stdin.on('data', (chunk) => (key += chunk)).on('end', () => {
  if (process.argv[2] !== 'get') process.exit(9);
  process.stdout.write(${JSON.stringify(answer)}.replaceAll('KEY', key));
  process.exitCode = ${code};
});
`;
  writeFileSync(path.join(folder, `docker-credential-${name}`), program, { mode: 0o755 });
}

// `kumiki vendor` with the real helm and kustomize: node test/e2e/vendor/run.mjs [folder of the programs]
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { CASES } from './cases.mjs';
import { VendorLab } from './vendor-lab.mjs';

const repository = path.resolve(import.meta.dirname, '../../..');

/**
 * Runs every case, each in a repository of its own.
 *
 * @param {{ bin: string, log: (line: string) => void, command?: string }} options where helm and kustomize are, and the command as it was built
 */
export async function run({ bin, log, command = path.join(repository, 'build/cli/main.js') }) {
  if (!existsSync(command))
    execFileSync(process.execPath, [path.join(repository, 'scripts/build.mjs')], { stdio: 'inherit' });
  for (const [title, check] of Object.entries(CASES)) {
    const lab = new VendorLab({ bin, command });
    try {
      await check(lab);
      log(`ok   ${title}`);
    } catch (error) {
      log(`FAIL ${title}`);
      throw error;
    } finally {
      lab.remove();
    }
  }
  assert.ok(Object.keys(CASES).length > 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
  const bin = process.argv[2] ?? path.join(cache, 'kumiki-servers/bin');
  await run({
    bin,
    log: (line) => process.stdout.write(`${line}\n`),
    ...(process.argv[3] && { command: process.argv[3] }),
  });
}

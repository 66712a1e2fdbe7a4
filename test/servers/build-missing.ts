import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheOf, missingTargets } from './module-cache.ts';
import { SERVER_MODULES, type ServerModule } from './programs.ts';

const OLDEST_GO = [1, 26] as const;

/**
 * Builds the programs that are not in the cache, one after the other, and says what it does.
 *
 * @throws Error that says what is missing on this machine
 */
export async function buildMissing(say: (line: string) => void): Promise<void> {
  const missing = SERVER_MODULES.map((module) => ({ module, targets: missingTargets(module) }));
  const count = missing.reduce((sum, { targets }) => sum + targets.length, 0);
  if (count === 0) return;

  requireGo();
  say(`Building ${count} of the programs that the tests run, from nothing about 30 minutes on two cores.`);
  for (const { module, targets } of missing) for (const target of targets) await buildTarget(module, target, say);
}

async function buildTarget(module: ServerModule, target: string, say: (line: string) => void): Promise<void> {
  const { bin, share, done } = cacheOf(module);
  const started = performance.now();
  const build = spawn('bash', ['build.sh', target], {
    cwd: module.folder,
    env: { ...process.env, BIN: bin, SHARE: share },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  build.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [code] = await once(build, 'close');
  if (code !== 0) throw new Error(`test/servers/${module.name}/build.sh ${target} failed:\n${told}`);
  mkdirSync(done, { recursive: true });
  writeFileSync(path.join(done, target), '');
  say(`  ${module.name}/${target}  ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function requireGo(): void {
  const needed = `Go ${OLDEST_GO.join('.')} or newer is needed to build the servers that the tests run. Install it from https://go.dev/dl, then run this again.`;
  const [, major, minor] = goVersion(needed).match(/^go(\d+)\.(\d+)/) ?? [];
  const isOld = Number(major) < OLDEST_GO[0] || (Number(major) === OLDEST_GO[0] && Number(minor) < OLDEST_GO[1]);
  if (major === undefined || isOld) throw new Error(`${needed} This is ${goVersion(needed)}.`);
}

function goVersion(needed: string): string {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', cwd: '/' }).trim();
  } catch (cause) {
    throw new Error(needed, { cause });
  }
}

/* oxlint-disable no-await-in-loop -- kill after kill, on one dist */
import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HEADER } from '../../lib/write/header.ts';
import { recoverDist } from '../../lib/write/recover-dist.ts';
import { openTransaction } from '../../lib/write/transaction.ts';
import { ENVIRONMENTS, filesOf, FOREIGN } from './kill/versions.ts';
import { writeVersion } from './kill/write-version.ts';

/** `KUMIKI_KILLS=200 npx vitest run test/write/kill.test.ts` is the thorough run: all kill points, not one of seven. */
const KILLS = Number(process.env['KUMIKI_KILLS'] ?? 20);
const STRIDE = KILLS >= 200 ? 1 : 7;
const here = import.meta.dirname;
let root = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'kumiki-kill-'));
  await bundleWriter('writer.mjs', {});
  await bundleWriter('deadly-writer.mjs', { 'node:fs': join(here, 'kill/fs-that-kills.ts') });
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

async function bundleWriter(outfile: string, alias: Record<string, string>): Promise<void> {
  await build({
    entryPoints: [join(here, 'kill/writer.ts')],
    outfile: join(root, outfile),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    alias,
  });
}

/** A dist with foreign files and version 1. */
async function makeDist(name: string): Promise<string> {
  const dist = join(root, name);
  for (const [path, content] of FOREIGN) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), content);
  }
  symlinkSync('../nowhere', join(dist, 'a/link'));
  await writeVersion(dist, 1);
  return dist;
}

function startWriter(
  program: string,
  parameters: readonly string[],
  env: Record<string, string>,
): ReturnType<typeof spawn> {
  return spawn(process.execPath, [join(root, program), ...parameters], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function runWriter(
  program: string,
  parameters: readonly string[],
  env: Record<string, string>,
): Promise<string | number | null> {
  const child = startWriter(program, parameters, env);
  return await new Promise((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
}

/** The versions that an environment could be in as it stands: none where it is mixed. */
function versionsOf(dist: string, environment: string, last: number): readonly number[] {
  const folder = join(dist, environment);
  const ours = new Map<string, string>();
  for (const path of existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []) {
    if (!lstatSync(join(folder, path)).isFile()) continue;
    const content = readFileSync(join(folder, path), 'utf8');
    if (content.startsWith(HEADER)) ours.set(path, content);
  }
  const state = JSON.stringify([...ours].toSorted());
  return Array.from({ length: last }, (_, index) => index + 1).filter(
    (version) => JSON.stringify([...filesOf(environment, version)].toSorted()) === state,
  );
}

function expectWhole(dist: string, last: number): void {
  const mixed = ENVIRONMENTS.filter((environment) => versionsOf(dist, environment, last).length === 0);
  const foreign = [...FOREIGN.keys()].map((path) => [path, readFileSync(join(dist, path), 'utf8')] as const);

  expect(mixed).toEqual([]);
  expect(new Map(foreign)).toEqual(FOREIGN);
  expect(readlinkSync(join(dist, 'a/link'))).toBe('../nowhere');
}

async function expectRepaired(dist: string, version: number): Promise<void> {
  await writeVersion(dist, version);

  for (const environment of ENVIRONMENTS) expect(versionsOf(dist, environment, version)).toContain(version);
  expect(existsSync(join(dist, '.kumiki'))).toBe(false);
}

test(
  `${KILLS} kills at random moments leave each environment whole and every foreign file, also those that come meanwhile`,
  { timeout: 30_000 + KILLS * 2000 },
  async () => {
    const dist = await makeDist('random');
    const late: string[] = [];

    for (let kill = 0; kill < KILLS; kill += 1) {
      const writer = startWriter('writer.mjs', [dist, '2', '1000'], {});
      const deadline = Date.now() + 70 + Math.random() * 150;
      while (Date.now() < deadline) {
        const path = join(dist, ENVIRONMENTS[late.length % 2] ?? '', `late-${late.length}.txt`);
        if (tryWrite(path)) late.push(path);
        await sleep(5);
      }
      const closed = new Promise((resolve) => {
        writer.on('close', resolve);
      });
      writer.kill('SIGKILL');
      await closed;
      await recoverDist(dist);

      expectWhole(dist, 1000);
      expect(late.filter((path) => !existsSync(path))).toEqual([]);
    }
    await expectRepaired(dist, 7);
  },
);

/** Between two renames an environment's folder is away for microseconds. */
function tryWrite(path: string): boolean {
  try {
    writeFileSync(path, 'late', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['everything changes, and an environment goes', 4, 5, '0'],
  ['an application goes', 8, 9, '0'],
  ['everything changes where folders cannot be renamed', 4, 5, '1'],
])(
  'a kill before any change of the disk leaves each environment whole: %s',
  { timeout: 120_000 },
  async (_, from, to, overlay) => {
    const dist = await makeDist(`every-${from}-${overlay}`);
    let outcome: string | number | null = 'SIGKILL';
    let point = 1;

    for (; outcome === 'SIGKILL'; point += STRIDE) {
      await writeVersion(dist, from);
      outcome = await runWriter('deadly-writer.mjs', [dist, `${to}`, `${to}`], {
        KILL_AT: `${point}`,
        OVERLAY: overlay,
      });
      // The run that repairs is killed as well.
      if (point % 3 === 0)
        await runWriter('deadly-writer.mjs', [dist, `${to}`, `${to}`], { KILL_AT: `${(point % 7) + 4}` });
      await recoverDist(dist);

      expectWhole(dist, to);
      for (const environment of ENVIRONMENTS) expect([from, to]).toContain(versionsOf(dist, environment, to).at(-1));
    }
    expect(outcome).toBe(0);
    expect(point).toBeGreaterThan(40);
    await expectRepaired(dist, to);
  },
);

test('a reader finishes what a killed run began, and removes its traces', async () => {
  const dist = await makeDist('reader');
  mkdirSync(join(dist, '.kumiki/old'), { recursive: true });
  mkdirSync(join(dist, '.kumiki/stage/b/three'), { recursive: true });
  writeFileSync(join(dist, '.kumiki/stage/b/three/config.yaml'), `${HEADER}\nnew\n`);
  renameSync(join(dist, 'b'), join(dist, '.kumiki/old/b'));

  await recoverDist(dist);

  expect(readFileSync(join(dist, 'b/three/config.yaml'), 'utf8')).toBe(`${HEADER}\nnew\n`);
  expect(readFileSync(join(dist, 'b/three/data.json'), 'utf8')).toBe('{}');
  expect(existsSync(join(dist, 'b/one'))).toBe(false);
  expect(existsSync(join(dist, '.kumiki'))).toBe(false);
});

test('a lock of a killed run is no obstacle', async () => {
  const dist = await makeDist('stale');
  const writer = startWriter('writer.mjs', [dist, '2', '1000000'], {});
  while (!existsSync(join(dist, '.kumiki/lock'))) await sleep(1);
  writer.kill('SIGKILL');

  const transaction = await openTransaction({ dist, waitMilliseconds: 1000 });
  transaction.close();

  expect(readdirSync(dist)).not.toContain('.kumiki');
});

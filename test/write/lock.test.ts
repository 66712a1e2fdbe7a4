import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { takeLock } from '../../lib/write/lock.ts';
import { isRunning, processStart } from '../../lib/write/process-identity.ts';
import { makeRepository } from './scratch.ts';

test('of several processes, one at a time has the lock, also where all find the lock of a dead one', async () => {
  const { root } = makeRepository();
  const folder = join(root, 'lock');
  const program = join(root, 'contender.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'lock/contender.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  mkdirSync(folder);
  writeFileSync(join(folder, `${process.pid}.1.1`), '');

  const codes = await Promise.all([1, 2, 3, 4].map(() => run(program, [folder, join(root, 'proof'), '20'])));

  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readdirSync(folder)).toEqual([]);
});

async function run(program: string, parameters: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [program, ...parameters], { stdio: ['ignore', 'ignore', 'inherit'] });
  return await new Promise((resolve) => {
    child.on('close', resolve);
  });
}

test('the lock of a process whose id went to another one is taken over', async () => {
  const { root } = makeRepository();
  writeFileSync(join(root, `${process.pid}.1.7`), '');

  const lock = await takeLock(root, 'dist', 0);

  expect(readdirSync(root)).toEqual([
    expect.stringMatching(new RegExp(`^${process.pid}\\.${processStart(process.pid)}\\.\\d+$`)),
  ]);
  lock.release();
  expect(readdirSync(root)).toEqual([]);
});

test('files of others in the folder of the lock are no locks', async () => {
  const { root } = makeRepository({ '.DS_Store': '', 'x.y.z': '' });

  const lock = await takeLock(root, 'dist', 0);
  lock.release();

  expect(readdirSync(root).toSorted()).toEqual(['.DS_Store', 'x.y.z']);
});

test('a process runs until it has ended', async () => {
  const child = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 60_000)']);
  const pid = child.pid ?? 0;
  const start = processStart(pid);

  const before = isRunning(pid, start);
  const asAnother = isRunning(pid, '1');
  const closed = new Promise((resolve) => {
    child.on('close', resolve);
  });
  child.kill('SIGKILL');
  await closed;

  expect([before, asAnother, isRunning(pid, start)]).toEqual([true, start === 'unknown', false]);
});

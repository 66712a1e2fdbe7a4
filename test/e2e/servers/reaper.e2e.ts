import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

test('when a test is killed its programs end, with what they started, and its folder goes', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kumiki-servers-'));
  // Says what it has started, and is killed like a test that hangs.
  const killed = spawn(
    process.execPath,
    ['-e', KILLED_TEST, path.join(import.meta.dirname, '../../servers/reaper.mjs'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(killed.stdout, 'data')) as [Buffer];
  const { reaper, program } = JSON.parse(line.toString()) as { readonly reaper: number; readonly program: number };
  expect(isAlive(-program)).toBe(true);

  killed.kill('SIGKILL');
  while (isAlive(reaper)) await new Promise((resolve) => setTimeout(resolve, 20));

  expect(isAlive(-program)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

const KILLED_TEST = `
const { spawn } = require('node:child_process');
const [reaperFile, folder] = process.argv.slice(1);
const reaper = spawn(process.execPath, [reaperFile, folder], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
const program = spawn('sh', ['-c', 'sleep 600 & sleep 600'], { detached: true, stdio: 'ignore' });
reaper.stdin.write('start ' + program.pid + '\\n', () => {
  process.stdout.write(JSON.stringify({ reaper: reaper.pid, program: program.pid }));
});
setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

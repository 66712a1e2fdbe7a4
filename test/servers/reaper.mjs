/**
 * `node reaper.mjs FOLDER`: reads `start PID` and `end PID` lines; when its standard input ends, for whatever reason, it kills the process
 * groups that have not ended and removes the folder. A test that was killed leaves nothing behind either.
 */
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

const [folder = ''] = process.argv.slice(2);
if (!basename(folder).startsWith('kumiki-servers-')) throw new Error(`${folder} is no folder of a run`);
const running = new Set();

// Ctrl-C is meant for the test: its end is what counts here.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const [event, pid] = line.split(' ');
  if (event === 'start') running.add(Number(pid));
  else running.delete(Number(pid));
}
for (const pid of running) kill(pid);
while ([...running].some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
if (process.env.KUMIKI_E2E_KEEP === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });

function kill(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function isAlive(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

// Takes the lock again and again, and fails where another has it meanwhile: contender FOLDER PROOF TIMES.
/* oxlint-disable no-await-in-loop -- one after the other is the point */
import { rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../../lib/write/lock.ts';

const [folder = '', proof = '', times] = process.argv.slice(2);

for (let turn = 0; turn < Number(times); turn += 1) {
  const lock = await takeLock(folder, 'dist', 30_000);
  writeFileSync(proof, `${process.pid}`, { flag: 'wx' });
  await sleep(1);
  rmSync(proof);
  lock.release();
  await sleep(1);
}

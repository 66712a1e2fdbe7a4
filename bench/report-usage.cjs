// Loaded before a measured program (`node --require`): tells, when it ends, what its process and the processes that it started have used.
'use strict';
const { readFileSync, writeSync } = require('node:fs');
const process = require('node:process');

const REPORT = 3;
/** Of the clock that Linux counts the time of other processes in. */
const TICK_MICROSECONDS = 10_000;

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(REPORT, JSON.stringify({ cpu: (userCPUTime + systemCPUTime + childrenCpu()) / 1e6, peak: maxRSS / 1024 }));
});

/** esbuild runs beside, and is still there when the program ends. On other systems than Linux it is left out. */
function childrenCpu() {
  try {
    const running = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
    return (ticksOf('self').ended + running.reduce((sum, pid) => sum + ticksOf(pid).own, 0)) * TICK_MICROSECONDS;
  } catch {
    return 0;
  }
}

/** Of a process itself, and of those that it started and that have ended. */
function ticksOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ').map(Number);
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15);
  return { own: user + system, ended: endedUser + endedSystem };
}

import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** What one process has used, from its start to its end. */
export interface Usage {
  /** Seconds of all cores together, in the process and in those that it started. */
  readonly cpu: number;
  /** Seconds on the clock. */
  readonly wall: number;
  /** Megabytes at most. */
  readonly peak: number;
}

/** @param reporter a script that runs before the program and writes `{ cpu, peak }` to the fourth stream when it ends */
export function runMeasured(reporter: string, program: string, args: readonly string[]): Usage {
  const start = performance.now();
  const { status, output } = spawnSync(process.execPath, ['--require', reporter, program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const wall = (performance.now() - start) / 1000;
  const [, , errors, report] = output;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${errors}`);
  return { ...(JSON.parse(report ?? '') as Pick<Usage, 'cpu' | 'peak'>), wall };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import type { Usage } from './run-measured.ts';

/** What a program and all that it starts have used. */
export interface TreeUsage extends Usage {
  /** Megabytes of the largest process by its name, the program's own first: `kumiki bump`, `kumiki render`, `git index-pack`. */
  readonly peaks: ReadonlyMap<string, number>;
  /** Megabytes at most of all processes together, at one time; what they share counts in each. */
  readonly together: number;
  /** On standard output. */
  readonly out: string;
}

export interface TreeOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Milliseconds between two looks at the memory, which the kernel keeps the peak of: what ends in between is seen as it was before. */
const LOOK = 10;

/** @param reporter as for `runMeasured`: its CPU seconds are those of all processes that ended */
export async function runTree(
  reporter: string,
  program: string,
  args: readonly string[],
  { cwd, env }: TreeOptions,
): Promise<TreeUsage> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', reporter, program, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const peaks = new Map<string, number>();
  let together = 0;
  const watch = setInterval(() => (together = Math.max(together, look(child.pid ?? 0, peaks))), LOOK);
  const streams = child.stdio.slice(1).map((stream) => text(stream as Readable));
  const [status] = (await once(child, 'exit')) as [number | null];
  const wall = (performance.now() - start) / 1000;
  clearInterval(watch);
  const [out = '', errors, report = ''] = await Promise.all(streams);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${errors}`);
  return { ...(JSON.parse(report) as Pick<Usage, 'cpu' | 'peak'>), wall, peaks, together, out };
}

/** Megabytes of a process and all below it; keeps the peak of each by its name. On other systems than Linux it is none. */
function look(pid: number, peaks: Map<string, number>): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const name = nameOf(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'));
    const [peak, now] = ['VmHWM', 'VmRSS'].map(
      (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024,
    );
    peaks.set(name, Math.max(peaks.get(name) ?? 0, peak ?? 0));
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return below.reduce((sum, one) => sum + look(Number(one), peaks), now ?? 0);
  } catch {
    // It has ended.
    return 0;
  }
}

/** `kumiki bump`, `git fetch`, `esbuild`. */
function nameOf(words: readonly string[]): string {
  const command = words.findIndex((word) => /\/(?:main\.js|run\.mjs)$/.test(word));
  if (command >= 0) return `kumiki ${words.slice(command + 1).find((word) => !word.startsWith('-')) ?? ''}`;
  const [program = '', ...more] = words;
  const base = program.split('/').at(-1) ?? '';
  return base === 'git' ? `git ${more.find((word) => !word.startsWith('-')) ?? ''}` : base;
}

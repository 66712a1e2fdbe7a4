import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './until.ts';

export interface ProgramOptions {
  readonly cwd?: string | undefined;
  /** Instead of this process' own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** How these programs write errors: klog's, and those of structured logs. */
const ERROR = /^[EF]\d{4} |"level":"(error|fatal|panic)"|level=(ERROR|error)|\bpanic\b/;

/** A program that runs in a process group of its own. */
export interface Program {
  readonly pid: number;
  readonly log: string;
  readonly ended: Promise<void>;
  readonly running: boolean;
  lastLines(count: number): string;
  /** The last of the lines that speak of something wrong. */
  lastErrors(count: number): readonly string[];
  /** Waits for the program; fails at once where it ends instead, with what it said. */
  ready(isReady: () => Promise<boolean>, seconds?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Ends it, politely first. */
  stop(): Promise<void>;
}

export function startProgram(
  log: string,
  command: string,
  args: readonly string[],
  { cwd, env }: ProgramOptions,
): Program {
  const output = openSync(log, 'a');
  const child = spawn(command, args, { cwd, env: { ...env }, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.on('error', () => undefined);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);

  const ended = once(child, 'exit').then(() => undefined);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const lines = (): readonly string[] => readFileSync(log, 'utf8').trimEnd().split('\n');
  const lastLines = (count: number): string => lines().slice(-count).join('\n');
  const signal = (name: NodeJS.Signals): void => {
    if (isRunning()) process.kill(-pid, name);
  };
  return {
    pid,
    log,
    ended,
    get running() {
      return isRunning();
    },
    lastLines,
    lastErrors: (count) =>
      lines()
        .filter((line) => ERROR.test(line))
        .slice(-count),
    signal,
    async ready(isReady, seconds = 60) {
      await until(`${command} is ready`, isReady, {
        seconds,
        giveUp: () => (isRunning() ? undefined : `it ended:\n${lastLines(20)}`),
        found: () => Promise.resolve(`in its log\n${lastLines(20)}`),
      });
    },
    async stop() {
      signal('SIGTERM');
      await Promise.race([ended, sleep(3000, undefined, { ref: false })]);
      signal('SIGKILL');
      await ended;
    },
  };
}

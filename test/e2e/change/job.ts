import { spawn } from 'node:child_process';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { CommandResult } from '../../servers/run-command.ts';
import type { RunFolder } from '../../servers/run-folder.ts';

/** One outcome of `--json`, as far as tests look at it. */
export interface Answer {
  readonly action?: string;
  readonly environment?: string;
  readonly pending?: boolean;
  readonly branch?: string;
  readonly pullRequest?: { readonly number: number; readonly url: string };
  readonly to?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly notes?: readonly string[];
}

export interface JobResult extends CommandResult {
  /** What `--json` printed; none where it failed. */
  readonly answers: readonly Answer[];
  /** The first of them. */
  readonly answer: Answer;
}

type Variables = Readonly<Record<string, string>>;

/** What a job of CI has: nothing of the person who runs the tests. All jobs of a run share a home, as those of one runner do. */
export function jobEnvironment(run: RunFolder, more: Variables = {}): Variables {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: run.folder('runner'),
    // Where a command may leave nothing behind.
    TMPDIR: run.folder('runner-tmp'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    ...more,
  };
}

/** A command line of kumiki in a process of its own, which ends with the run at the latest. */
export async function runJob(
  run: RunFolder,
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Variables },
): Promise<JobResult> {
  const child = spawn(process.execPath, [command, '--json', ...args], { cwd, env: jobEnvironment(run, env) });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  run.onStop(async () => {
    child.kill();
    await ended;
  });
  child.stdin.end();
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const answers = out.trim() === '' ? [] : ([JSON.parse(out)].flat() as readonly Answer[]);
  return { code, out, err, answers, answer: answers[0] ?? {} };
}

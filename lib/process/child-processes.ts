import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds that a program has to end by itself once it was asked to. */
const PATIENCE = 2000;
/** Milliseconds until one that was ended has let go of its files. */
const GRACE = 500;

export interface ChildOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Whether it is ended with all that it has started. It has no terminal then, so that it can ask nobody anything there, and a Ctrl-C
   * reaches it through this process alone.
   *
   * @default whether there is no terminal to lose
   */
  readonly isGroup?: boolean | undefined;
}

/** Windows has no groups of processes, and a detached one opens a window. */
const HAS_GROUPS = process.platform !== 'win32';

/** What runs, and whether it leads a group. */
const running = new Map<ChildProcess, boolean>();
let isEnding = false;

/** Starts a program, and knows it while it runs, so that it does not outlive this process. */
export function startChild(
  program: string,
  args: readonly string[],
  { cwd, env, isGroup = !hasTerminal() }: ChildOptions,
): ChildProcessWithoutNullStreams {
  const detached = isGroup && HAS_GROUPS;
  const child = spawn(program, args, { cwd, env, detached, stdio: ['pipe', 'pipe', 'pipe'] });
  running.set(child, detached);
  child.once('close', () => running.delete(child)).once('error', () => running.delete(child));
  if (isEnding) sendSignal(child, detached, 'SIGKILL');
  return child;
}

/** Ends all that runs and whatever is still started, and waits for that, though not for ever: before this process ends by a signal. */
export async function endChildren(): Promise<void> {
  isEnding = true;
  await Promise.all([...running].map(([child, leads]) => endChild(child, leads)));
}

async function endChild(child: ChildProcess, leads: boolean): Promise<void> {
  // Not before what it has started lets go of its output, too.
  const closed = once(child, 'close').catch(() => undefined);
  sendSignal(child, leads, 'SIGTERM');
  await Promise.race([closed, setTimeout(PATIENCE)]);
  sendSignal(child, leads, 'SIGKILL');
  await Promise.race([closed, setTimeout(GRACE)]);
}

/**
 * Whether a program could ask somebody there, as ssh asks for the words of a key. The leader of a group of Node.js leads a session too, which
 * has none: https://nodejs.org/api/child_process.html#optionsdetached
 */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

function sendSignal(child: ChildProcess, leads: boolean, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (leads) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // Nothing of it is left.
  }
}

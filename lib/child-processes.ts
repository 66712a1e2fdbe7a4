import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Milliseconds that a program has to end by itself once it was asked to. */
const PATIENCE = 2000;

const running = new Set<ChildProcess>();
let isEnding = false;

/** Knows a program while it runs, so that it does not outlive this process. */
export function watchChild(child: ChildProcess): void {
  running.add(child);
  child.once('close', () => running.delete(child)).once('error', () => running.delete(child));
  if (isEnding) child.kill();
}

/** Ends all that runs and whatever is still started, and waits for that: before this process ends by a signal. */
export async function endChildren(): Promise<void> {
  isEnding = true;
  await Promise.all([...running].map(endChild));
}

async function endChild(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close').catch(() => undefined);
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await closed;
  clearTimeout(timer);
}

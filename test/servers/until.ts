import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  /** @default 60 */
  readonly seconds?: number | undefined;
  /** Why waiting is no use any more. */
  readonly giveUp?: (() => string | undefined) | undefined;
  /** What there is instead, for the message. */
  readonly found?: (() => Promise<string>) | undefined;
}

/**
 * Asks ten times a second until the answer is neither false nor undefined, and gives it. Errors while asking count as no answer yet.
 *
 * @throws Error that says what did not happen, and what there was instead
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | undefined>,
  { seconds = 60, giveUp, found }: UntilOptions = {},
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    const reason = giveUp?.();
    if (reason !== undefined) throw new Error(`${what}: ${reason}`);
    if (performance.now() > end) break;
    await sleep(100);
  }
  const instead = found === undefined ? '' : `\nThere is: ${await found()}`;
  throw new Error(`${what}: not within ${seconds} s.${instead}`, { cause: last });
}

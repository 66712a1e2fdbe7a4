import type { Clock } from '../../http/clock.ts';

/** Milliseconds between two questions: longer each time, up to the last. */
const PAUSES = [100, 200, 400, 800, 1500, 2000, 2000, 3000, 5000] as const;

/**
 * Asks until there is an answer: what a push brings about, GitLab does in background jobs, a moment later.
 *
 * @returns undefined where there was none to 10 questions, over 15 seconds
 */
export async function waitUntil<T>(clock: Clock, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const pause of PAUSES) {
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    const answer = await ask();
    if (answer !== undefined) return answer;
    // oxlint-disable-next-line no-await-in-loop -- before the next question
    await clock.sleep(pause);
  }
  return ask();
}

import type { Clock } from '../http/clock.ts';

/** Milliseconds between two questions: longer each time, up to the last. */
const PAUSES = [100, 200, 400, 800, 1500, 2000, 2000, 3000, 5000, 5000, 5000, 5000, 5000, 5000, 5000] as const;

/**
 * Asks until there is an answer: what a push brings about, hosts such as Gitea and GitLab do a moment later, in queues of their own.
 *
 * @param questions how often at most. @default 10, over 15 seconds; 6 are over 3, and 16, the most, over 45
 * @returns undefined where there was none in that time
 */
export async function waitUntil<T>(
  clock: Clock,
  ask: () => Promise<T | undefined>,
  questions = 10,
): Promise<T | undefined> {
  for (const pause of PAUSES.slice(0, questions - 1)) {
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    const answer = await ask();
    if (answer !== undefined) return answer;
    // oxlint-disable-next-line no-await-in-loop -- before the next question
    await clock.sleep(pause);
  }
  return ask();
}

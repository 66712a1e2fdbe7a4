import type { Clock } from '../../http/clock.ts';

const [FIRST_PAUSE, LONGEST_PAUSE] = [500, 5000] as const;

/**
 * Asks for something that comes about by itself, with longer pauses each time.
 *
 * @param longest how long, in milliseconds
 * @returns undefined where it did not in that time
 */
export async function poll<T>(
  clock: Clock,
  longest: number,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = clock.now() + longest;
  for (let pause: number = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    const answer = await ask();
    const left = end - clock.now();
    if (answer !== undefined || left <= 0) return answer;
    // oxlint-disable-next-line no-await-in-loop -- before the next question
    await clock.sleep(Math.min(pause, left));
  }
}

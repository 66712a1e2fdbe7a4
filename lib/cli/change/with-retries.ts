import { RemoteError, UserError } from '../../errors.ts';
import { GitFailure } from '../../git/git.ts';
import { Overtaken } from './overtaken.ts';
import type { ChangeSession } from './session.ts';

const ATTEMPTS = 10;
/** Milliseconds that the first wait is at most; it doubles up to the longest. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 8000;

/**
 * Does a change on the newest base, from the beginning again whenever somebody else was faster or a connection was lost.
 *
 * @param attempt is given the commit at the tip of the base
 * @param fetched that commit for the first attempt, where it has only just come
 * @throws what the last attempt threw
 */
export async function withRetries<T>(
  { clone, clock }: ChangeSession,
  attempt: (base: string) => Promise<T>,
  fetched?: string,
): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt(count === 1 && fetched !== undefined ? fetched : await clone.fetch());
    } catch (error) {
      const mayPass = error instanceof Overtaken || (error instanceof GitFailure && error.mayPass);
      if (!mayPass) throw error;
      if (count === ATTEMPTS) throw new RemoteError(`${error.message}\n(${ATTEMPTS} attempts)`, { cause: error });
      await clock.sleep(clock.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** count));
    }
  }
}

/**
 * Plans on the newest base, then does one after the other, each on the newest base: the first on that of the plan.
 *
 * @param fail what a part gives that failed, where it is one of several: the others go on. Without it, all of it throws
 */
export async function planWithRetries<P, T>(
  session: ChangeSession,
  plan: (base: string) => Promise<readonly P[]>,
  attempt: (base: string, part: P) => Promise<T>,
  fail?: (part: P, error: UserError) => T,
): Promise<readonly T[]> {
  const { base: first, parts } = await withRetries(session, async (base) => ({ base, parts: await plan(base) }));
  const results: T[] = [];
  for (const [index, part] of parts.entries())
    try {
      results.push(await withRetries(session, (base) => attempt(base, part), index === 0 ? first : undefined));
    } catch (error) {
      if (fail === undefined || parts.length === 1 || !(error instanceof UserError)) throw error;
      results.push(fail(part, error));
    }
  return results;
}

import { RemoteError } from '../../errors.ts';
import type { Forge } from '../../forge/forge.ts';
import type { Clone } from '../../git/clone.ts';
import { HttpError } from '../../http/http-error.ts';

/** What a host has refused: wrong tokens, missing rights, what is gone or archived, what it takes for invalid. After any other failure it may have done what was asked. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 410, 422, 423]);

/**
 * Removes a branch that is new and whose pull request the host refuses, while it is as it was pushed: nothing would ever come of it. One that
 * has a pull request by now stays, as another job with the same change has opened that.
 *
 * @param error why there is none
 * @returns the error to throw: the same, or with a line more where the branch had to stay
 */
export async function takePushBack(
  forge: Forge,
  clone: Clone,
  { branch, head }: { readonly branch: string; readonly head: string },
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof HttpError && REFUSALS.has(error.status))) return error;
  try {
    const pullRequests = await forge.pullRequestsOf(branch, clone.base);
    if (!pullRequests.some(({ state }) => state === 'open')) await clone.push(branch, undefined, head);
    return error;
  } catch (failure) {
    if (!(failure instanceof RemoteError)) throw failure;
    const why = `${branch}: was pushed, and is still there. Delete it, unless it is needed: ${failure.message}`;
    return new RemoteError(`${error.message}\n${why}`, { cause: error });
  }
}

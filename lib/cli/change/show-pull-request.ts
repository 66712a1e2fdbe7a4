import { fitTitle, renderText } from '../../change/pull-request-text.ts';
import { RemoteError } from '../../errors.ts';
import type { Forge, PullRequest, PullRequestText } from '../../forge/forge.ts';
import type { Clone } from '../../git/clone.ts';
import { speaksOf } from './marked-images.ts';
import { Overtaken } from './overtaken.ts';
import type { Proposal } from './propose.ts';
import { takePushBack } from './take-push-back.ts';

/** A branch that was pushed. */
export interface PushedBranch {
  readonly branch: string;
  readonly head: string;
  /** There was no such branch before. */
  readonly isNew: boolean;
}

/**
 * Opens the pull request of a branch, or makes title and text of the open one new.
 *
 * @throws an {@link Overtaken} where somebody else has opened it meanwhile; a RemoteError with what the host refuses, and then nothing is left
 * of a branch that is new
 */
export async function showPullRequest(
  forge: Forge,
  clone: Clone,
  pushed: PushedBranch,
  { summary, marker, ...proposal }: Pick<Proposal, 'title' | 'summary' | 'marker'>,
  open: PullRequest | undefined,
): Promise<PullRequest> {
  const title = fitTitle(proposal.title);
  const present = open ?? (await openOne(forge, clone, pushed, { title, text: renderText(summary, marker) }));
  const text = renderText(summary, marker, present.text);
  if (present.title === title && present.text === text) return present;
  // What the branch has may be theirs as well.
  if (open === undefined && speaksOf(present, marker.images) === false)
    throw new Overtaken(`#${present.number}: somebody opened it at the same time. Run the command again.`);
  try {
    await forge.edit(present, { title, text });
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const words = `#${present.number}: its branch has the change, its title and text still say what it was before. Running the command again mends them.`;
    throw new RemoteError(`${error.message}\n${words}`, { cause: error });
  }
  return { ...present, title, text };
}

async function openOne(forge: Forge, clone: Clone, pushed: PushedBranch, words: PullRequestText): Promise<PullRequest> {
  const { branch } = pushed;
  try {
    return await forge.open({ branch, base: clone.base, ...words });
  } catch (error) {
    throw pushed.isNew ? await takePushBack(forge, clone, pushed, error) : error;
  }
}

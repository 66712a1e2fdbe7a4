import { brokenPreviews } from '../../../change/preview/broken-previews.ts';
import { readPolicy, type EnvironmentPolicy } from '../../../change/policy.ts';
import { UserError } from '../../../errors.ts';
import type { ChangeSession } from '../../change/session.ts';
import { hidePreviews } from './hide-previews.ts';

export interface SoundPolicies {
  /** Of the environments that can be loaded: without previews that are wrong. */
  readonly policies: readonly EnvironmentPolicy[];
  /** The files of those that are, with what is wrong. */
  readonly broken: ReadonlyMap<string, string>;
}

/**
 * The policy of every environment of a commit, also where previews in it are wrong: nothing else could close these.
 *
 * @throws a UserError with anything else that is wrong in it
 */
export function readSoundPolicies(session: ChangeSession, commit: string): Promise<SoundPolicies> {
  return session.once(`policies of ${commit} beside broken previews`, () => readBeside(session, commit, new Map()));
}

/** One mistake hides another: what a repository says is left out until it says nothing. */
async function readBeside(
  session: ChangeSession,
  commit: string,
  broken: ReadonlyMap<string, string>,
): Promise<SoundPolicies> {
  const kumiki = await session.openKumiki(commit, []);
  hidePreviews(session, broken.keys());
  try {
    return { policies: (await kumiki.environments()).map(readPolicy), broken };
  } catch (error) {
    // What failed to load is not asked again, so another is to be opened.
    await session.close();
    const found = error instanceof UserError ? brokenPreviews(error.message) : new Map<string, string>();
    if ([...found.keys()].every((file) => broken.has(file))) throw error;
    return readBeside(session, commit, new Map([...broken, ...found]));
  }
}

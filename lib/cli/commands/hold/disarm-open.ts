import { BRANCH_PREFIX } from '../../../change/branch-name.ts';
import type { ChangeSession } from '../../change/session.ts';
import { readChangedPlaces, type ChangedPlace } from './read-changed-places.ts';

/** What forbids a kind of change of a place now: `users is held`; undefined where nothing does. */
export type PlaceObjection = (place: ChangedPlace, kind: string) => Promise<string | undefined> | string | undefined;

/**
 * Keeps open pull requests of ours from being merged by themselves: what was armed before a rule forbade it would be all the same.
 *
 * @param base the commit at the tip of the base
 * @returns what came of it for people, by branch
 */
export async function disarmOpen(
  session: ChangeSession,
  base: string,
  objectionTo: PlaceObjection,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { forge, clone } = session;
  const notes = new Map<string, readonly string[]>();
  for (const pullRequest of (await forge?.openPullRequests(BRANCH_PREFIX, clone.base)) ?? []) {
    const { branch, number } = pullRequest;
    const why = await firstObjection(await readChangedPlaces(clone, base, branch), branch, objectionTo);
    if (forge === undefined || why === undefined || !(await forge.isAutoMergeArmed(pullRequest))) continue;
    notes.set(branch, [
      (await forge.disarmAutoMerge(pullRequest))
        ? `#${number}: is no longer merged by itself, as ${why}.`
        : `#${number}: would be merged by itself while ${why}, and this token cannot stop that. Do it by hand.`,
    ]);
  }
  return notes;
}

/**
 * Keeps bumps and promotions of an application that is about to be held from being merged by themselves meanwhile.
 *
 * @returns what came of it, for people
 */
export function disarmHeld(
  session: ChangeSession,
  base: string,
  { environment, application }: { readonly environment: string; readonly application: string },
): Promise<readonly string[]> {
  // An attempt that is made again finds nothing armed any more, and has to say all the same what the first one did.
  return session.once(`disarmed in ${environment}`, async () => {
    const notes = await disarmOpen(session, base, (place, kind) =>
      place.environment === environment && place.application === application && isStoppedByHold(kind)
        ? `${application} is held`
        : undefined,
    );
    return [...notes.values()].flat();
  });
}

/** A rollback goes back, and brings a hold itself. */
export function isStoppedByHold(kind: string): boolean {
  return kind === 'bump' || kind === 'promote';
}

async function firstObjection(
  places: readonly ChangedPlace[],
  branch: string,
  objectionTo: PlaceObjection,
): Promise<string | undefined> {
  for (const place of places) {
    const objection = await objectionTo(place, branch.split('/')[1] ?? '');
    if (objection !== undefined) return objection;
  }
  return undefined;
}

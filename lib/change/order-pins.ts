import type { SourceRelation } from '../git/relate-commits.ts';
import { isSameImage, type Pin, type PinSource } from './pins.ts';

/** How a pin stands to another one of the same name. */
export interface PinOrder {
  readonly is: 'same' | 'newer' | 'older' | 'unknown';
  /** Why, for a person. */
  readonly why: string;
}

/**
 * Whether an image is newer than another: by the commits that they were built from where somebody knows both, else by the number of the
 * build. Neither counts between two source repositories.
 *
 * @param relation how the commit of `next` stands to that of `present`
 */
export function orderPins(next: Pin, present: Pin, relation: SourceRelation): PinOrder {
  if (isSameImage(next, present)) return { is: 'same', why: 'it is the same image' };
  const { source: ours } = next;
  const { source: theirs } = present;
  if (ours?.repository !== theirs?.repository) return { is: 'unknown', why: whyIncomparable(ours, theirs) };
  if (relation === 'ancestor')
    return { is: 'older', why: `commit ${short(ours?.commit)} is an ancestor of ${short(theirs?.commit)}` };
  const builds = compareBuilds(ours?.build, theirs?.build);
  if (builds < 0) return { is: 'older', why: `build ${ours?.build} is before build ${theirs?.build}` };
  if (relation === 'descendant')
    return { is: 'newer', why: `commit ${short(ours?.commit)} comes after ${short(theirs?.commit)}` };
  if (builds > 0) return { is: 'newer', why: `build ${ours?.build} comes after build ${theirs?.build}` };
  if (relation === 'diverged')
    return { is: 'unknown', why: `commits ${short(ours?.commit)} and ${short(theirs?.commit)} have diverged` };
  const shallow = relation === 'shallow' ? ', as this clone is shallow (git fetch --unshallow brings the rest)' : '';
  return { is: 'unknown', why: `nothing says which of the two is newer${shallow}` };
}

function whyIncomparable(ours: PinSource | undefined, theirs: PinSource | undefined): string {
  if (ours?.repository !== undefined && theirs?.repository !== undefined)
    return 'they were built from different repositories';
  const [which, source] = ours?.repository === undefined ? ['it', ours] : ['that one', theirs];
  return `${which} names no source${source === undefined ? '' : ' repository'}`;
}

/** Numbers, however long: `9` is before `10`. NaN where one is no number. */
function compareBuilds(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined || !/^\d+$/.test(one) || !/^\d+$/.test(other)) return Number.NaN;
  const [left, right] = [BigInt(one), BigInt(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function short(commit: string | undefined): string {
  return commit?.slice(0, 8) ?? 'unknown';
}

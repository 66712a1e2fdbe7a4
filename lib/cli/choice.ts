import picomatch from 'picomatch';
import { UserError } from '../errors.ts';

/** The names that one of the globs matches; all where there is none. A glob that matches nothing is a mistake: it would render nothing in silence. */
export function chooseByGlobs(flag: string, globs: readonly string[], names: readonly string[]): readonly string[] {
  if (globs.length === 0) return names;
  const chosen = new Set<string>();
  for (const glob of globs) {
    const matched = matching(glob, names);
    if (matched.length === 0)
      throw new UserError(`${flag} '${glob}' matches nothing. There are: ${names.join(', ') || 'none'}.`);
    for (const name of matched) chosen.add(name);
  }
  return names.filter((name) => chosen.has(name));
}

export function matching(glob: string, names: readonly string[]): readonly string[] {
  if (glob === '') return [];
  const matches = picomatch(glob);
  return names.filter((name) => matches(name));
}

/** Whether globs may mean several names, so that what comes of them is told as a list. */
export function mayMeanSeveral(globs: readonly string[]): boolean {
  return globs.length > 1 || globs.some((glob) => /[*?[\]{}!(),]/.test(glob));
}

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** `2/5`: the second of five parts. */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (match !== null && index >= 1 && index <= count) return { index, count };
  throw new UserError(`--shard is '${text}'. Use i/n, such as 2/5: shards count from 1.`);
}

/** The items of one shard: disjoint, complete, and the same on every machine. */
export function ofShard<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  return items.filter((_, position) => position % count === index - 1);
}

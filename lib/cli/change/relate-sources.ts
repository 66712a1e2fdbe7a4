import type { Pin, Pins } from '../../change/pins.ts';
import type { Git } from '../../git/git.ts';
import { relateSourceCommits, type SourceRelation } from '../../git/relate-commits.ts';

/**
 * How the commits stand that images were built from, as far as the repository that the command runs in knows them: CI runs it in the
 * application's own.
 *
 * @param others the pins that each wanted one is compared with
 */
export async function relateSources(
  git: Git,
  wanted: Pins,
  others: readonly Pins[],
): Promise<(one: Pin, other: Pin) => SourceRelation> {
  const known = new Map<string, SourceRelation>();
  for (const [name, { source }] of Object.entries(wanted))
    for (const pins of others) {
      const [one, other] = [source?.commit, pins[name]?.source?.commit];
      if (one !== undefined && other !== undefined && !known.has(`${one} ${other}`))
        known.set(`${one} ${other}`, await relateSourceCommits(git, one, other));
    }
  return (one, other) => known.get(`${one.source?.commit} ${other.source?.commit}`) ?? 'unknown';
}

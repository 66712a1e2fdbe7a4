import type { Finding } from '../../errors.ts';
import type { EnvironmentComparison } from './compare-environment.ts';
import type { GuardInput } from './guard-deletions.ts';
import { describePlaced, kindOf, type PlacedObject } from './placed-object.ts';
import { PROTECTED_KINDS } from './protected-kinds.ts';
import { refuse } from './refuse.ts';
import type { ReviewedEntries } from './reviewed-entries.ts';

/** Protected objects that a message names. The rest it counts. */
const NAMED = 5;

/** The environment goes as a whole: nothing of it is judged by itself. */
export function judgeEnvironment(
  { environment }: GuardInput,
  { gone, total }: EnvironmentComparison,
  entries: ReviewedEntries,
): readonly Finding[] {
  if (entries.allowEnvironment()) return [];
  return [
    refuse(environment, {
      rule: 'change/environment-deleted',
      what: `${environment}: goes with everything in it, ${countOf(total)}${amongThem(gone)}.`,
      otherwise: 'Bring it back',
      entry: {},
    }),
  ];
}

export function judgeApplications(
  { environment }: GuardInput,
  { gone, goneApplications }: EnvironmentComparison,
  entries: ReviewedEntries,
): readonly Finding[] {
  return goneApplications
    .filter((name) => !entries.allowFolder(name))
    .map((name) => {
      const objects = gone.filter(({ application }) => application === name);
      return refuse(environment, {
        rule: 'change/application-deleted',
        what: `${environment}/${name}: goes with everything in it, ${countOf(objects.length)}${amongThem(objects)}.`,
        otherwise: 'Bring it back',
        entry: { application: name },
        application: name,
      });
    });
}

function countOf(objects: number): string {
  return objects === 1 ? '1 object' : `${objects} objects`;
}

function amongThem(objects: readonly PlacedObject[]): string {
  const guarded = objects.filter((placed) => Object.hasOwn(PROTECTED_KINDS, kindOf(placed))).map(describePlaced);
  if (guarded.length === 0) return '';
  const more = guarded.length > NAMED ? ` and ${guarded.length - NAMED} more of such kinds` : '';
  return `, among them ${guarded.slice(0, NAMED).join(', ')}${more}`;
}

import type { Finding } from '../../errors.ts';
import { changedFields, describeChange } from './changed-fields.ts';
import type { EnvironmentComparison, KeptObject } from './compare-environment.ts';
import type { GuardInput } from './guard-deletions.ts';
import { IMMUTABLE_FIELDS } from './immutable-fields.ts';
import { entryFor } from './object-entry.ts';
import { describePlaced, kindOf, type PlacedObject } from './placed-object.ts';
import { PROTECTED_KINDS } from './protected-kinds.ts';
import { refuse } from './refuse.ts';
import type { ReviewedEntries } from './reviewed-entries.ts';
import { shrunkClaim } from './shrunk-claim.ts';

/** Objects of protected kinds that go, or that would have to be made anew, from applications that stay. */
export function judgeObjects(
  { environment }: GuardInput,
  { gone, kept, goneApplications }: EnvironmentComparison,
  entries: ReviewedEntries,
): readonly Finding[] {
  const leaving = gone.filter(({ application }) => !goneApplications.includes(application));
  return [
    ...leaving.flatMap((placed) => judgeGone(environment, placed, entries)),
    ...kept.flatMap((pair) => judgeKept(environment, pair, entries)),
  ];
}

function judgeGone(environment: string, placed: PlacedObject, entries: ReviewedEntries): readonly Finding[] {
  const kind = kindOf(placed);
  const effect = Object.hasOwn(PROTECTED_KINDS, kind) ? PROTECTED_KINDS[kind] : undefined;
  if (effect === undefined || entries.allowObject(placed)) return [];
  return [
    refuse(environment, {
      rule: 'change/protected-deleted',
      what: `${environment}: ${describePlaced(placed)} goes. ${effect}.`,
      otherwise: 'Keep it under this name and namespace',
      entry: entryFor(placed),
      placed,
    }),
  ];
}

function judgeKept(environment: string, { before, after }: KeptObject, entries: ReviewedEntries): readonly Finding[] {
  const kind = kindOf(before);
  const fields = Object.hasOwn(IMMUTABLE_FIELDS, kind) ? (IMMUTABLE_FIELDS[kind] ?? []) : [];
  const changes = [
    ...changedFields(before.object, after.object, fields),
    ...shrunkClaim(kind, before.object, after.object),
  ];
  if (changes.length === 0 || entries.allowObject(before)) return [];
  return [
    refuse(environment, {
      rule: 'change/replaced',
      what: `${environment}: ${describePlaced(before)} would have to be made anew: ${changes.map(describeChange).join('; ')}.`,
      otherwise: 'Take that back',
      entry: entryFor(before),
      placed: after,
      path: changes[0]?.path,
    }),
  ];
}

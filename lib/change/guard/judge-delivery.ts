import type { Finding } from '../../errors.ts';
import { DELIVERY } from '../../manifest/rendered-environment.ts';
import { isPreviewRoot } from '../preview/is-preview-root.ts';
import { changedFields, describeChange, valueAt } from './changed-fields.ts';
import type { EnvironmentComparison, KeptObject } from './compare-environment.ts';
import { isDeliveryOf, pruneField, targetFields, withPlaces } from './delivery-fields.ts';
import type { GuardInput } from './guard-deletions.ts';
import { entryFor } from './object-entry.ts';
import { describePlaced, kindOf, type PlacedObject } from './placed-object.ts';
import { refuse, type Refused } from './refuse.ts';
import type { ReviewedEntries } from './reviewed-entries.ts';

/** What delivers, and goes while what it delivers stays, or delivers another place from now on: the CD tool removes what was there. */
export function judgeDelivery(
  { environment, isProtected }: GuardInput,
  { gone, kept, goneApplications }: EnvironmentComparison,
  entries: ReviewedEntries,
): readonly Finding[] {
  const follows = ({ application, object }: PlacedObject): boolean =>
    goneApplications.some((name) => name === application || isDeliveryOf(object, environment, name));
  const isOfPreview = ({ object }: PlacedObject): boolean => isPreviewRoot(object, environment);
  const problems = [
    ...gone
      .filter((placed) => !follows(placed) && !isOfPreview(placed))
      .flatMap((placed) => whyNotGone(environment, placed)),
    ...kept
      .filter(({ before, after }) => !isOfPreview(before) || !isOfPreview(after))
      .flatMap((pair) => [...whyNotMoved(environment, pair), ...whyNotPruned(environment, pair, isProtected)]),
  ];
  return problems
    .filter(({ placed }) => !entries.allowObject(placed) && !entries.allowFolder(DELIVERY))
    .map((problem) => refuse(environment, problem));
}

type DeliveryProblem = Refused & { readonly placed: PlacedObject };

function whyNotGone(environment: string, placed: PlacedObject): readonly DeliveryProblem[] {
  if (targetFields(kindOf(placed), placed.object) === undefined) return [];
  const what = `${environment}: ${describePlaced(placed)} goes, and with it what it delivered.`;
  return [problemOf(placed, what, 'Keep it')];
}

function whyNotMoved(environment: string, { before, after }: KeptObject): readonly DeliveryProblem[] {
  const fields = targetFields(kindOf(before), before.object) ?? [];
  const changes = changedFields(withPlaces(before.object), withPlaces(after.object), fields);
  const [first] = changes;
  if (first === undefined) return [];
  const what = `${environment}: ${describePlaced(before)} delivers another place: ${changes.map(describeChange).join('; ')}. All of the old one that the new one lacks goes.`;
  return [{ ...problemOf(before, what, 'Take that back'), path: first.path }];
}

function whyNotPruned(
  environment: string,
  { before, after }: KeptObject,
  isProtected: boolean,
): readonly DeliveryProblem[] {
  const path = pruneField(kindOf(before));
  if (path === undefined || !isProtected) return [];
  if (valueAt(before.object, path) === true || valueAt(after.object, path) !== true) return [];
  const what = `${environment}: ${describePlaced(before)} begins to prune, and ${environment} is protected. All that was left behind so far goes.`;
  return [{ ...problemOf(before, what, 'Take that back'), path }];
}

function problemOf(placed: PlacedObject, what: string, otherwise: string): DeliveryProblem {
  return { rule: 'change/delivery-path', what, otherwise, entry: entryFor(placed), placed };
}

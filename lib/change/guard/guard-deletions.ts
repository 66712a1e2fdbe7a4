import type { MaxDeletes } from '../../config/define-config.ts';
import type { Finding } from '../../errors.ts';
import type { Deletion } from '../deletions.ts';
import { compareEnvironment, type EnvironmentComparison } from './compare-environment.ts';
import { judgeApplications, judgeEnvironment } from './judge-applications.ts';
import { judgeCount } from './judge-count.ts';
import { judgeDelivery } from './judge-delivery.ts';
import { judgeObjects } from './judge-objects.ts';
import type { PlacedObject } from './placed-object.ts';
import { ReviewedEntries } from './reviewed-entries.ts';

/** One environment, before a change and behind it. */
export interface GuardInput {
  readonly environment: string;
  /** What the environment's file says of `protected`. */
  readonly isProtected: boolean;
  /** Its objects. Those that are the same before and after, in the same folder, may be left out of both where no entry names them. */
  readonly before: readonly PlacedObject[];
  readonly after: readonly PlacedObject[];
  /** How many were left out, by folder. @default none */
  readonly unchanged?: ReadonlyMap<string, number> | undefined;
  /** The entries of its `deletions.json`. */
  readonly deletions: readonly Deletion[];
  /** The config's. @default a fifth of the objects before, and 10 at least */
  readonly maxDeletes?: MaxDeletes | undefined;
}

/**
 * What a change would take from a cluster without a reviewed entry that says so, each as an error with the entry to add; and a note for each
 * entry that has no effect.
 *
 * - The environment, which its own entry allows. Where each of its applications has one, what `delivery/` loses is judged by itself.
 * - An application as a whole. Its entry speaks for all that its folder holds, and for what delivers it.
 * - An object of a protected kind (`protected-kinds.ts`): it goes, or has another name or namespace; or a field of it changes that the API
 *   server lets nobody change, so that it would have to be made anew.
 * - The place that the CD tool delivers from or to; in a protected environment also that it begins to prune. `application: 'delivery'` is
 *   the entry for all of these at once, and for no Namespace or CRD.
 * - More of the other objects than `maxDeletes`, which the environment's entry allows. What follows from the removal of an application, or has
 *   an entry of its own, is not among them.
 *
 * An object that lies in another application's folder is the same object.
 *
 * @throws a UserError where an entry's `object` means several that go
 */
export function guardDeletions(input: GuardInput): readonly Finding[] {
  const comparison = compareEnvironment(input);
  const entries = new ReviewedEntries(input.environment, input.deletions);
  const isOneRemoval = comparison.isGone && !isNamedByParts(comparison, entries);
  const judges = isOneRemoval ? [judgeEnvironment] : [judgeApplications, judgeObjects, judgeDelivery, judgeCount];
  const refused = judges.flatMap((judge) => judge(input, comparison, entries));
  entries.refuseAmbiguous();
  return [...refused, ...entries.notes(comparison, input.before)];
}

/** Each application of an environment that goes has an entry, and the environment has none: what lies in `delivery/` has none either. */
function isNamedByParts({ goneApplications }: EnvironmentComparison, entries: ReviewedEntries): boolean {
  if (entries.allowEnvironment()) return false;
  return goneApplications.length > 0 && goneApplications.every((name) => entries.allowFolder(name));
}

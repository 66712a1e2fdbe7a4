import type { Finding } from '../../errors.ts';
import { DELIVERY } from '../../manifest/rendered-environment.ts';
import type { EnvironmentComparison } from './compare-environment.ts';
import { deletionLimit } from './deletion-limit.ts';
import type { GuardInput } from './guard-deletions.ts';
import { describePlaced, type PlacedObject } from './placed-object.ts';
import { refuse } from './refuse.ts';
import type { ReviewedEntries } from './reviewed-entries.ts';

/** Objects that a message names. The rest it counts. */
const NAMED = 5;

/** More objects go than may without a word. Where an application goes, what `delivery/` loses follows from that. */
export function judgeCount(
  { environment, maxDeletes }: GuardInput,
  { gone, goneApplications, total }: EnvironmentComparison,
  entries: ReviewedEntries,
): readonly Finding[] {
  const isCounted = (folder: string): boolean =>
    folder === DELIVERY
      ? goneApplications.length === 0 && !entries.allowFolder(DELIVERY)
      : !goneApplications.includes(folder);
  const counted = gone.filter((placed) => isCounted(placed.application) && !entries.allowObject(placed));
  const limit = deletionLimit(total, maxDeletes);
  if (counted.length <= limit || entries.allowEnvironment()) return [];
  return [
    refuse(environment, {
      rule: 'change/many-deleted',
      what: `${environment}: ${counted.length} of its ${total} objects ${counted.length === 1 ? 'goes' : 'go'}, and without a word at most ${limit} may: ${namesOf(counted)}.`,
      otherwise: 'Bring them back, give them entries of their own',
      entry: {},
    }),
  ];
}

function namesOf(placed: readonly PlacedObject[]): string {
  const more = placed.length > NAMED ? ` and ${placed.length - NAMED} more` : '';
  return `${placed.slice(0, NAMED).map(describePlaced).join(', ')}${more}`;
}

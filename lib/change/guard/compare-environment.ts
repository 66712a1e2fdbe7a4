import { DELIVERY } from '../../manifest/rendered-environment.ts';
import type { GuardInput } from './guard-deletions.ts';
import { identityOf, type PlacedObject } from './placed-object.ts';

/** What becomes of the objects of an environment. */
export interface EnvironmentComparison {
  /** Those that are in no folder any more. */
  readonly gone: readonly PlacedObject[];
  /** Those that are there before and after, wherever they lie. */
  readonly kept: readonly KeptObject[];
  /** Applications whose folder is gone; one whose objects all lie in other folders now is not. */
  readonly goneApplications: readonly string[];
  /** No application is left, and where there was none, nothing at all. */
  readonly isGone: boolean;
  /** How many objects there were. */
  readonly total: number;
  /** The applications that there were. */
  readonly applications: ReadonlySet<string>;
}

export interface KeptObject {
  readonly before: PlacedObject;
  readonly after: PlacedObject;
}

export function compareEnvironment({ before, after, unchanged = new Map() }: GuardInput): EnvironmentComparison {
  const staying = new Map(after.map((placed) => [identityOf(placed), placed]));
  const gone = before.filter((placed) => !staying.has(identityOf(placed)));
  const kept = before.flatMap((placed) => {
    const now = staying.get(identityOf(placed));
    return now === undefined ? [] : [{ before: placed, after: now }];
  });
  const applications = foldersOf(before, unchanged);
  const left = foldersOf(after, unchanged);
  const emptied = new Set(gone.map(({ application }) => application).filter((name) => !left.has(name)));
  const goneApplications = [...applications].filter((name) => isApplication(name) && emptied.has(name)).toSorted();
  const total = before.length + [...unchanged.values()].reduce((sum, count) => sum + count, 0);
  const isGone =
    goneApplications.length > 0
      ? goneApplications.length === [...applications].filter(isApplication).length && ![...left].some(isApplication)
      : total > 0 && left.size === 0;
  return { gone, kept, goneApplications, isGone, total, applications };
}

/** Files of others may lie in no folder at all. */
function isApplication(folder: string): boolean {
  return folder !== DELIVERY && folder !== '';
}

function foldersOf(objects: readonly PlacedObject[], unchanged: ReadonlyMap<string, number>): ReadonlySet<string> {
  return new Set([...objects.map(({ application }) => application), ...unchanged.keys()]);
}

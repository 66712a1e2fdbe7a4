import type { Deletion } from '../deletions.ts';
import { referenceOf } from './object-reference.ts';
import type { PlacedObject } from './placed-object.ts';

/** The entry that means this object and no other. */
export function entryFor(placed: PlacedObject): Omit<Deletion, 'reason'> {
  const { application } = placed;
  return { ...(application !== '' && { application }), object: referenceOf(placed) };
}

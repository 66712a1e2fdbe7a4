import { sealLabel, type SealTarget } from './seal.ts';
import { KEPT_GENERATIONS, type PreviousSeal, type Seal, type SealedFile, type SealedKey } from './sealed-file.ts';

export interface SealChange {
  readonly target: SealTarget;
  readonly seals: ReadonlyMap<string, Seal>;
  /** A text that no other change has. */
  readonly id: string;
  /** The values are what they were: nobody restarts. */
  readonly sameValue: boolean;
}

/**
 * A file with new seals. Other keys stay as they are, but for former values that are too old. What was sealed for another place is left
 * out, as it would not open: {@link lostKeys} says what that would lose.
 */
export function updateSealedFile(current: SealedFile | undefined, change: SealChange): SealedFile {
  const { target, seals, id, sameValue } = change;
  const generation = current === undefined ? 1 : current.generation + (sameValue ? 0 : 1);
  const kept = current === undefined || !isFor(current, target) ? undefined : current;
  const keys = new Map(Object.entries(kept?.keys ?? {}));
  for (const [key, seal] of seals) keys.set(key, { ...seal, previous: formerOf(keys.get(key), kept, sameValue) });
  const { scope, namespace, name } = target;
  return {
    scope,
    namespace,
    name,
    generation,
    change: sameValue ? current?.change : id,
    keys: Object.fromEntries([...keys].map(([key, sealed]) => [key, pruned(sealed, generation)])),
  };
}

function isFor(current: SealedFile, target: SealTarget): boolean {
  return current.scope === target.scope && sealLabel(current) === sealLabel(target);
}

/** The keys that a change does not seal again, and that would not open any more after it. */
export function lostKeys(
  current: SealedFile | undefined,
  target: SealTarget,
  keys: Iterable<string>,
): readonly string[] {
  if (current === undefined || isFor(current, target)) return [];
  const again = new Set(keys);
  return Object.keys(current.keys).filter((key) => !again.has(key));
}

function formerOf(
  key: SealedKey | undefined,
  file: SealedFile | undefined,
  sameValue: boolean,
): readonly PreviousSeal[] | undefined {
  if (key === undefined || file === undefined || sameValue) return undefined;
  const { sealed, certificate, previous = [] } = key;
  return [{ until: file.generation, sealed, certificate }, ...previous];
}

function pruned({ sealed, certificate, previous = [] }: SealedKey, generation: number): SealedKey {
  const kept = previous.filter(({ until }) => until >= generation - KEPT_GENERATIONS);
  return { sealed, certificate, ...(kept.length > 0 && { previous: kept }) };
}

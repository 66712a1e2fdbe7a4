import { contentLength } from '../../secret/seal-structure.ts';
import { KEPT_GENERATIONS, type SealedFile, type SealedKey } from '../../secret/sealed-file.ts';

/** What all values of a Secret may have together. Source: MaxSecretSize of Kubernetes, pkg/apis/core/types.go. */
const MOST_BYTES = 1024 * 1024;
/** What etcd takes of one object is 1.5 MiB: room for names, labels and who manages which field is left. */
const MOST_TEXT = 1.25 * 1024 * 1024;
const LONGEST_KEY = 253;

/** The name of a key's value in one generation: `password.4`. */
export function generationName(key: string, generation: number): string {
  return `${key}.${generation}`;
}

/**
 * The generations whose values lie beside the current ones, newest first: the current one, for Pods that are to wait for it, and the few
 * before, for Pods that are still to be replaced. Fewer where there is no room for all; none where there is none at all.
 */
export function generationsOf(file: SealedFile): readonly number[] {
  const all = Array.from({ length: KEPT_GENERATIONS + 1 }, (_, back) => file.generation - back).filter(
    (one) => one > 0,
  );
  while (all.length > 0 && !hasRoomFor(file, all)) all.pop();
  return all;
}

/** Every key under its own name, and under its name of each generation. */
export function withGenerations(file: SealedFile, generations: readonly number[]): Readonly<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [key, seals] of Object.entries(file.keys)) {
    all[key] = seals.sealed;
    for (const generation of generations) all[generationName(key, generation)] = sealOf(seals, generation);
  }
  return all;
}

/** Why a key cannot have names of generations, as the rest of a sentence; undefined where all can. */
export function whyNoGenerations(keys: readonly string[], generation: number): string | undefined {
  const taken = new Set(keys);
  for (const key of keys) {
    const base = /^(.+)\.[1-9]\d*$/.exec(key)?.[1];
    if (base !== undefined && taken.has(base))
      return `has the keys '${base}' and '${key}', and the values of '${base}' by generation have such names. Call '${key}' otherwise`;
    const { length } = generationName(key, generation);
    if (length > LONGEST_KEY)
      return `has the key '${key}', which with its generation has ${length} characters, and ${LONGEST_KEY} is the most. Shorten it`;
  }
  return undefined;
}

/** The value that a key had in a generation. Seals know nothing of keys, so that one opens under any name. */
function sealOf({ sealed, previous = [] }: SealedKey, generation: number): string {
  // Newest first: the last one that reached so far is of that generation.
  return previous.findLast(({ until }) => until >= generation)?.sealed ?? sealed;
}

function hasRoomFor(file: SealedFile, generations: readonly number[]): boolean {
  let bytes = 0;
  let text = 0;
  for (const [name, sealed] of Object.entries(withGenerations(file, generations))) {
    bytes += contentLength(sealed) ?? 0;
    text += name.length + sealed.length;
  }
  return bytes <= MOST_BYTES && text <= MOST_TEXT;
}

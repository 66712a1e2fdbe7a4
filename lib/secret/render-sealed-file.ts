import type { SealedFile } from './sealed-file.ts';

/** The text of the file, the same for the same seals: keys are sorted, so that what has not changed stays in its place. */
export function renderSealedFile({ scope, namespace, name, generation, change, keys }: SealedFile): string {
  const sorted = Object.entries(keys).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const texts = sorted.map(([key, { sealed, certificate, previous }]) => [
    key,
    { sealed, certificate, ...(previous !== undefined && { previous: previous.map(inOrder) }) },
  ]);
  return `${JSON.stringify({ scope, namespace, name, generation, change, keys: Object.fromEntries(texts) }, undefined, 2)}\n`;
}

function inOrder({ until, sealed, certificate }: NonNullable<SealedFile['keys'][string]['previous']>[number]) {
  return { until, sealed, certificate };
}

import { randomBytes } from 'node:crypto';
import { UserError } from '../../../errors.ts';
import { renderSealedFile } from '../../../secret/render-sealed-file.ts';
import { contentLength } from '../../../secret/seal-structure.ts';
import { seal } from '../../../secret/seal.ts';
import type { Seal, SealedFile } from '../../../secret/sealed-file.ts';
import { lostKeys, updateSealedFile } from '../../../secret/update-sealed-file.ts';
import type { Place } from './find-places.ts';
import { MOST_BYTES } from './read-values.ts';
import { setFromFile, setKey } from './set-line.ts';

/** One file with new seals. */
export interface SealedPlaceText {
  readonly environment: string;
  readonly file: string;
  readonly content: SealedFile;
  readonly text: string;
}

type Values = ReadonlyMap<string, Uint8Array>;

/** Seals values for every place, each with the certificate of its cluster. Throws a UserError with what is in the way in any of them. */
export function sealInto(places: readonly Place[], values: Values, sameValue: boolean): readonly SealedPlaceText[] {
  const problems = places.flatMap((place) => problemsOf(place, values, sameValue));
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return places.map(({ environment, file, current, target, certificate }) => {
    const { publicKey, fingerprint } = certificate;
    const seals = new Map<string, Seal>();
    for (const [key, value] of values)
      seals.set(key, { sealed: seal(value, target, publicKey), certificate: fingerprint });
    const content = updateSealedFile(current, { target, seals, id: randomBytes(4).toString('hex'), sameValue });
    return { environment, file, content, text: renderSealedFile(content) };
  });
}

function problemsOf(place: Place, values: Values, sameValue: boolean): readonly string[] {
  const { file, current } = place;
  const unknown = [...values.keys()].filter((key) => !Object.hasOwn(current?.keys ?? {}, key));
  const lost = lostKeys(current, place.target, values.keys());
  const bytes = lengthOf(place, values);
  return [
    ...(sameValue && unknown.length > 0
      ? [`${file}: has no ${unknown.join(', ')} yet, so there is no same value. Leave --same-value out.`]
      : []),
    ...(current !== undefined && lost.length > 0 ? [whyLost(place, current, values)] : []),
    ...(bytes > MOST_BYTES
      ? [`${file}: all keys together would have ${bytes} bytes, and a Secret has at most ${MOST_BYTES}. Give less.`]
      : []),
  ];
}

/** All keys together, as they will be. */
function lengthOf({ current }: Place, values: Values): number {
  const kept = Object.entries(current?.keys ?? {}).filter(([key]) => !values.has(key));
  const lengths = [
    ...kept.map(([, { sealed }]) => contentLength(sealed) ?? 0),
    ...[...values.values()].map(({ length }) => length),
  ];
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** A seal opens for what it was made for alone, and the file has one scope, namespace and name. */
function whyLost(
  { environment, application, secret, file, target }: Place,
  current: SealedFile,
  values: Values,
): string {
  const keys = [...new Set([...Object.keys(current.keys), ...values.keys()])].toSorted();
  const more = { environment, application, secret, scope: target.scope };
  return [
    `${file}: is sealed for ${shownTarget(current)}, and would be for ${shownTarget(target)}. Seals do not open elsewhere: set all keys in one run, ${keys.join(', ')}:`,
    `  ${setFromFile(more)}`,
    `Or, where a value has several lines, write "keys": {} into the file and set one key after the other:`,
    ...keys.map((key) => `  ${setKey({ ...more, key })}`),
  ].join('\n');
}

function shownTarget({ scope, namespace, name }: Place['target']): string {
  switch (scope) {
    case 'strict':
      return `${namespace}/${name} (strict)`;
    case 'namespace-wide':
      return `${namespace} (namespace-wide)`;
    case 'cluster-wide':
      return 'the cluster (cluster-wide)';
  }
}

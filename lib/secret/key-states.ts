import { sealLabel } from './seal.ts';
import type { SealedFile } from './sealed-file.ts';
import { secretName } from './secret-name.ts';

/** A secret that the code of an environment asks for. */
export interface SecretUse {
  readonly application: string;
  readonly secret: string;
  /** Those that it names. None, where all keys are used without naming them. */
  readonly keys: ReadonlySet<string>;
}

/** A sealed secret of an environment. */
export interface SealedPlace {
  readonly application: string;
  readonly secret: string;
  readonly content: SealedFile;
}

/**
 * `missing` the code asks for it, and nobody has set it · `orphan` it is sealed, and nothing asks for it · `outdated` it must be sealed
 * again: by another certificate than today's, or for another namespace or name.
 */
export type KeyState = 'sealed' | 'missing' | 'orphan' | 'outdated';

export interface KeyStatus {
  readonly application: string;
  readonly secret: string;
  /** `*` for a secret that is used without naming a key. */
  readonly key: string;
  readonly state: KeyState;
}

export interface KeyStatesOptions {
  readonly uses: readonly SecretUse[];
  readonly sealed: readonly SealedPlace[];
  /** The namespace of each application. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** Of today's certificate; undefined where there is none to compare with. */
  readonly fingerprint: string | undefined;
}

/** Every key that an environment uses or has, by application, secret and key. */
export function keyStates({ uses, sealed, namespaces, fingerprint }: KeyStatesOptions): readonly KeyStatus[] {
  const usesByPlace = new Map(uses.map((use) => [placeOf(use), use]));
  const sealedByPlace = new Map(sealed.map((one) => [placeOf(one), one]));
  const missing = uses.flatMap((use) => missingKeys(use, sealedByPlace.get(placeOf(use))));
  const present = sealed.flatMap((one) => {
    const use = usesByPlace.get(placeOf(one));
    const moved = isMoved(one, namespaces.get(one.application));
    return Object.entries(one.content.keys).map(([key, { certificate }]): KeyStatus => {
      const isOutdated = moved || (fingerprint !== undefined && certificate !== fingerprint);
      const state = isUsed(use, key) ? (isOutdated ? 'outdated' : 'sealed') : 'orphan';
      return { ...secretOf(one), key, state };
    });
  });
  return [...missing, ...present].toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** Whether the seals were made for another place than the application has now: the controller would not open them. */
export function isMoved({ application, secret, content }: SealedPlace, namespace: string | undefined): boolean {
  if (namespace === undefined) return false;
  const target = { scope: content.scope, namespace, name: secretName(application, secret) };
  return sealLabel(content) !== sealLabel(target);
}

function missingKeys(use: SecretUse, sealed: SealedPlace | undefined): readonly KeyStatus[] {
  const keys = new Set(Object.keys(sealed?.content.keys ?? {}));
  const wanted = use.keys.size > 0 ? [...use.keys] : keys.size > 0 ? [] : ['*'];
  return wanted.filter((key) => !keys.has(key)).map((key): KeyStatus => ({ ...secretOf(use), key, state: 'missing' }));
}

function isUsed(use: SecretUse | undefined, key: string): boolean {
  return use !== undefined && (use.keys.size === 0 || use.keys.has(key));
}

interface Place {
  readonly application: string;
  readonly secret: string;
}

function secretOf({ application, secret }: Place): Place {
  return { application, secret };
}

function placeOf({ application, secret }: Place): string {
  return `${application}/${secret}`;
}

function sortKey({ application, secret, key }: KeyStatus): string {
  return [application, secret, key].join('\0');
}

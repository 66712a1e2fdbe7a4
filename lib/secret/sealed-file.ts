/** What a seal is bound to. Source: the scopes of github.com/bitnami-labs/sealed-secrets. */
export type Scope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** A value that only the controller of one cluster can read. */
export interface Seal {
  /** Base64, as the `encryptedData` of a SealedSecret holds it. */
  readonly sealed: string;
  /** SHA-256 of the certificate, in hexadecimal: the sealed text does not say with which it was made. */
  readonly certificate: string;
}

export interface SealedKey extends Seal {
  /** What the key was before, newest first, for the Pods that still run with it. */
  readonly previous?: readonly PreviousSeal[] | undefined;
}

export interface PreviousSeal extends Seal {
  /** The last generation that had this value. */
  readonly until: number;
}

/** `environments/<env>/secrets/<application>/<name>.json` */
export interface SealedFile {
  readonly scope: Scope;
  /** What was sealed for: a strict seal opens in this namespace and under this name alone. */
  readonly namespace: string;
  readonly name: string;
  /** Rises with every change of a value. Pods restart when it does. */
  readonly generation: number;
  /** Another with each generation: two branches that raise it alike must conflict, as git would take one such line for both in silence. */
  readonly change?: string | undefined;
  readonly keys: Readonly<Record<string, SealedKey>>;
  /** Whose it is, where a preview has it from its base. @default the environment's own */
  readonly environment?: string | undefined;
  /** Of tests: whatever is asked for was sealed, for the place that asks. @default false */
  readonly isStandIn?: boolean | undefined;
}

/** How many generations back a key's former values are kept. */
export const KEPT_GENERATIONS = 2;

/** Where a sealed secret of an environment lies, from the repository's root. */
export function sealedFile(environment: string, application: string, name: string): string {
  return `${sealedFolder(environment)}/${application}/${name}.json`;
}

export function sealedFolder(environment: string): string {
  return `environments/${environment}/secrets`;
}

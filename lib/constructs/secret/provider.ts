import type { Construct } from 'constructs';

/** A Secret of an application, as whoever makes it needs it. */
export interface SecretPlace {
  /** The Secret: what is emitted goes below it. */
  readonly construct: Construct;
  readonly application: string;
  /** As the application calls it: `database`. */
  readonly id: string;
  /** As the cluster does: `users-database`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined where it is `Opaque`. */
  readonly type: string | undefined;
  /** The keys that the code names: there are more while it is built. */
  readonly named: ReadonlySet<string>;
}

/** What workloads must know of where a Secret comes from. */
export interface ProvidedSecret {
  /** The keys that there are, where that is known here. */
  readonly keys: () => readonly string[] | undefined;
  /** Whether the Secret holds more than these, so that what uses all of it must name them one by one. */
  readonly isMixed: boolean;
  /** Told that Pods restart with it. */
  readonly restart: () => SecretRestart;
}

export interface SecretRestart {
  /** Under which name Pods that restart find a key. */
  readonly nameOf: (key: string) => string;
  /** What tells one value from another where names do not; undefined where nothing here does. */
  readonly stamp: string | undefined;
}

/** Where the values of a Secret come from: `externalSecret({ … })` or `sops('path')`. */
export class SecretProvider {
  readonly #add: (place: SecretPlace) => ProvidedSecret;

  private constructor(add: (place: SecretPlace) => ProvidedSecret) {
    this.#add = add;
  }

  static of(add: (place: SecretPlace) => ProvidedSecret): SecretProvider {
    return new SecretProvider(add);
  }

  static is(value: unknown): value is SecretProvider {
    return typeof value === 'object' && value !== null && #add in value;
  }

  /** Emits what makes the Secret. */
  add(place: SecretPlace): ProvidedSecret {
    return this.#add(place);
  }
}

/** A Secret whose values change without a trace here. */
export function untracked(keys: () => readonly string[] | undefined, stamp?: string): ProvidedSecret {
  const restart = { nameOf: (key: string) => key, stamp };
  return { keys, isMixed: false, restart: () => restart };
}

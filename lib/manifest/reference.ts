import type { IConstruct } from 'constructs';

/** A host, port or URL that remembers its target. Stays tracked in template literals: rendering replaces the marker that `toString()` gives. */
export interface Reference<T extends string | number = string | number> {
  readonly target: IConstruct;
  /** The plain value; using it forgets the dependency. */
  readonly value: T;
  toString(): string;
  toJSON(): string;
}

/** Text that may hold references. */
export type Text = string | Reference;

// Noncharacters of Unicode: no text of a person holds them, and neither JSON nor a template literal changes them.
export const MARKER_START = '\uFDD0';
export const MARKER_END = '\uFDD1';
/** What percent-encoding makes of the start of a marker. */
export const ENCODED_MARKER = '%EF%B7%90';

const MARKER = /\uFDD0(\d+)\.(\d+)#?\uFDD1/g;
/** A marker that stands for a whole value, which keeps its type: a number stays one. */
const WHOLE = /^\uFDD0(\d+)\.(\d+)#\uFDD1$/;
const namesBySerial: string[] = [];

/** The references of one environment. Its markers name the environment too, so that one which strayed into another is known. */
export class ReferenceRegistry {
  readonly #serial: number;
  readonly #issued: TrackedReference<string | number>[] = [];

  constructor(environment: string) {
    this.#serial = namesBySerial.push(environment) - 1;
  }

  create<T extends string | number>(target: () => IConstruct, value: () => T): Reference<T> {
    return new TrackedReference(this, target, value);
  }

  issue(reference: TrackedReference<string | number>): string {
    const id = this.#issued.push(reference) - 1;
    return `${MARKER_START}${this.#serial}.${id}${MARKER_END}`;
  }

  /** The reference that `text` stands for as a whole value. */
  tryWhole(text: string): Reference | undefined {
    const [, serial, id] = WHOLE.exec(text) ?? [];
    return Number(serial) === this.#serial ? this.#issued[Number(id)] : undefined;
  }

  /**
   * `text` with every marker replaced by what `replace` gives.
   *
   * @param replace is told the reference, or, for a marker that this registry never issued, the environment that did, if any
   */
  resolve(
    text: string,
    replace: (reference: Reference | undefined, environment: string | undefined) => string,
  ): string {
    return text.replace(MARKER, (_, serial: string, id: string) => {
      const reference = Number(serial) === this.#serial ? this.#issued[Number(id)] : undefined;
      return replace(reference, reference ? undefined : namesBySerial[Number(serial)]);
    });
  }
}

/** A reference whose target and value are asked for late: `environment.service()` knows them only after `build`. */
class TrackedReference<T extends string | number> implements Reference<T> {
  readonly #registry: ReferenceRegistry;
  readonly #target: () => IConstruct;
  readonly #value: () => T;
  #marker: string | undefined;

  constructor(registry: ReferenceRegistry, target: () => IConstruct, value: () => T) {
    this.#registry = registry;
    this.#target = target;
    this.#value = value;
  }

  get target(): IConstruct {
    return this.#target();
  }

  get value(): T {
    return this.#value();
  }

  toString(): string {
    return (this.#marker ??= this.#registry.issue(this));
  }

  toJSON(): string {
    return this.toString();
  }

  /** cdk8s asks every value of a foreign construct for this (its implicit token). */
  resolve(): string {
    return this.toString().replace(MARKER_END, `#${MARKER_END}`);
  }
}

export function isReference(value: unknown): value is Reference {
  return value instanceof TrackedReference;
}

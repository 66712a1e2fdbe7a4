import type { IConstruct } from 'constructs';
import { findingsOf } from './construct-findings.ts';
import type { DependencyRecord } from './dependencies.ts';
import type { Reference } from './reference.ts';
import { showNamedValue } from './show-value.ts';
import type { Path, PlainListener } from './to-plain.ts';

/** Records the references that the object of one construct holds, and says what is wrong with its values. */
export class PlainFindings implements PlainListener {
  readonly #construct: IConstruct;
  readonly #dependencies: DependencyRecord;

  constructor(construct: IConstruct, dependencies: DependencyRecord) {
    this.#construct = construct;
    this.#dependencies = dependencies;
  }

  reference(reference: Reference, path: Path): string | number {
    return this.#dependencies.add(this.#construct, reference, path);
  }

  strayMarker(environment: string | undefined, path: Path): void {
    findingsOf(this.#construct).refuse('reference/other-environment', path(), strayMessage(environment));
  }

  encodedMarker(path: Path): void {
    findingsOf(this.#construct).refuse('reference/encoded', path(), ENCODED);
  }

  notJson(value: unknown, path: Path): void {
    findingsOf(this.#construct).refuse('practice/not-json', path(), notJsonMessage(value, path()));
  }
}

const ENCODED =
  'a reference was encoded on its way into the text (%EF%B7%90…) and cannot be followed. Encode around it, or use its .value.';

function strayMessage(environment: string | undefined): string {
  return environment === undefined
    ? 'the text holds a piece of a reference that was cut on its way. Use the reference whole, or its .value.'
    : `refers to something in the environment ${environment}. Environments share nothing: pass the address as a prop.`;
}

function notJsonMessage(value: unknown, path: string): string {
  return `${path} is ${nameOf(value, path)}, which JSON cannot hold. Use text, a finite number, a boolean, a list or an object.`;
}

function nameOf(value: unknown, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(Object(value));
  const isPlain = typeof value === 'object' && (prototype === Object.prototype || prototype === Array.prototype);
  if (isPlain) return 'an object that holds itself';
  // Of a variable or an argument nobody knows here what its name tells.
  return /\/(?:value|\d+)$/.test(path) && typeof value === 'string'
    ? 'a text with NUL or half a surrogate pair'
    : showNamedValue(path.slice(path.lastIndexOf('/') + 1), value);
}

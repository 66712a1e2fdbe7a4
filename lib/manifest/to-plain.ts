import { hasOrderedKeys, orderedKeys, type Place } from './key-order.ts';
import {
  ENCODED_MARKER,
  isReference,
  MARKER_END,
  MARKER_START,
  type Reference,
  type ReferenceRegistry,
} from './reference.ts';

/** What the walk over one object finds; `path` gives a JSON Pointer, while the walk is where it found it. */
export interface PlainListener {
  /** Gives the reference's value. */
  reference(reference: Reference, path: Path): string | number;
  /** A marker that this environment never issued, and the environment that did, if one did; or a piece of one that was cut. */
  strayMarker(environment: string | undefined, path: Path): void;
  /** A marker that was encoded on the way and can no longer be replaced. */
  encodedMarker(path: Path): void;
  /** A value that JSON cannot hold; an object or a list where it holds itself. */
  notJson(value: unknown, path: Path): void;
}

export type Path = () => string;

/** Far beyond any schema, and far from the end of the stack. */
const DEEPEST = 500;

/**
 * A copy of `value` as plain JSON: references replaced by their values, `undefined` and `null` dropped from objects, keys in the order of
 * dist. The one pass over every value of every object.
 */
export function toPlain(
  value: object,
  references: ReferenceRegistry,
  listener: PlainListener,
): Readonly<Record<string, unknown>> {
  return new PlainCopy(references, listener).fields(value as Readonly<Record<string, unknown>>, 'document');
}

class PlainCopy {
  readonly #references: ReferenceRegistry;
  readonly #listener: PlainListener;
  /** Written over while it walks: a path is made of it only where something is found. */
  readonly #steps: (string | number)[] = [];
  #depth = 0;
  #ended = false;
  readonly #path: Path = () => pointerOf(this.#steps.slice(0, this.#depth));

  constructor(references: ReferenceRegistry, listener: PlainListener) {
    this.#references = references;
    this.#listener = listener;
  }

  fields(object: Readonly<Record<string, unknown>>, place: Place): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    if (this.#isEndless(object)) return copy;
    this.#depth++;
    // Without a list of the keys where they are in order, as those of our own objects are.
    if (hasOrderedKeys(object, place)) for (const key in object) this.#field(object[key], key, copy);
    else for (const key of orderedKeys(object, place)) this.#field(object[key], key, copy);
    this.#depth--;
    return copy;
  }

  #field(value: unknown, key: string, copy: Record<string, unknown>): void {
    if (value === undefined || value === null) return;
    this.#steps[this.#depth - 1] = key;
    const plain = this.#value(value, 'field');
    if (plain === undefined) return;
    // A field named __proto__ would set the prototype.
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value: plain, enumerable: true, configurable: true, writable: true });
    else copy[holdsMarker(key) ? this.#text(key) : key] = plain;
  }

  #items(items: readonly unknown[]): unknown[] {
    if (this.#isEndless(items)) return [];
    const step = this.#depth++;
    // A loop, as `map` passes over the holes of a list.
    const copy: unknown[] = [];
    for (let index = 0; index < items.length; index++) {
      this.#steps[step] = index;
      copy.push(this.#value(items[index], 'item'));
    }
    this.#depth--;
    return copy;
  }

  #value(value: unknown, place: Place): unknown {
    if (typeof value === 'string') {
      return holdsMarker(value) ? this.#marked(value) : this.#wellFormed(value);
    }
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : this.#refuse(value);
    if (typeof value !== 'object' || value === null) return this.#refuse(value);

    if (Array.isArray(value)) return this.#items(value);
    if (isReference(value)) return this.#listener.reference(value, this.#path);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return this.#refuse(value);
    return this.fields(value as Readonly<Record<string, unknown>>, place);
  }

  /** Told once: an object that holds itself in two places has more ways round than anybody can walk. */
  #isEndless(value: object): boolean {
    if (this.#depth <= DEEPEST || this.#ended) return this.#ended;
    this.#ended = true;
    this.#listener.notJson(value, () => pointerOf(this.#steps.slice(0, 5)));
    return true;
  }

  #marked(text: string): string | number {
    const whole = this.#references.tryWhole(text);
    return whole === undefined ? this.#text(text) : this.#listener.reference(whole, this.#path);
  }

  #text(text: string): string {
    if (text.includes(ENCODED_MARKER)) this.#listener.encodedMarker(this.#path);
    const plain = this.#references.resolve(text, (reference, environment) => {
      if (reference !== undefined) return String(this.#listener.reference(reference, this.#path));
      this.#listener.strayMarker(environment, this.#path);
      return '';
    });
    if (plain.includes(MARKER_START) || plain.includes(MARKER_END)) this.#listener.strayMarker(undefined, this.#path);
    return this.#wellFormed(plain);
  }

  #wellFormed(text: string): string {
    if (text.isWellFormed() && !text.includes('\0')) return text;
    this.#listener.notJson(text, this.#path);
    return text.toWellFormed().replaceAll('\0', '');
  }

  #refuse(value: unknown): undefined {
    this.#listener.notJson(value, this.#path);
    return undefined;
  }
}

/** Whole, in pieces, or encoded. */
function holdsMarker(text: string): boolean {
  return text.includes(MARKER_START) || text.includes(MARKER_END) || text.includes(ENCODED_MARKER);
}

function pointerOf(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

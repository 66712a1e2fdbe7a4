import { orderedKeys, type Place } from './key-order.ts';
import { ENCODED_MARKER, isReference, MARKER_START, type Reference, type ReferenceRegistry } from './reference.ts';

/** What the walk over one object finds; `path` is a JSON Pointer. */
export interface PlainListener {
  /** Gives the reference's value. */
  reference(reference: Reference, path: string): string | number;
  /** A marker that this environment never issued, and the environment that did, if one did. */
  strayMarker(environment: string | undefined, path: string): void;
  /** A marker that was encoded on the way and can no longer be replaced. */
  encodedMarker(path: string): void;
  /** A value that JSON cannot hold. */
  notJson(value: unknown, path: string): void;
}

/** A step of the path, kept as a chain: paths are needed only for findings. */
interface Step {
  readonly up: Step | undefined;
  readonly key: string | number;
}

/**
 * A copy of `value` as plain JSON: references replaced by their values, `undefined` and `null` dropped from objects, keys in the order of
 * dist. The one pass over every value of every object.
 */
export function toPlain(value: object, references: ReferenceRegistry, listener: PlainListener): Readonly<Record<string, unknown>> {
  return new PlainCopy(references, listener).fields(value as Readonly<Record<string, unknown>>, 'document', undefined);
}

class PlainCopy {
  readonly #references: ReferenceRegistry;
  readonly #listener: PlainListener;

  constructor(references: ReferenceRegistry, listener: PlainListener) {
    this.#references = references;
    this.#listener = listener;
  }

  fields(object: Readonly<Record<string, unknown>>, place: Place, at: Step | undefined): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    for (const key of orderedKeys(object, place)) {
      const value = object[key];
      if (value === undefined || value === null) continue;
      const plain = this.#value(value, 'field', at, key);
      if (plain === undefined) continue;
      // A field named __proto__ would set the prototype.
      if (key === '__proto__') Object.defineProperty(copy, key, { value: plain, enumerable: true, configurable: true, writable: true });
      else copy[key.includes(MARKER_START) ? this.#text(key, { up: at, key }) : key] = plain;
    }
    return copy;
  }

  #value(value: unknown, place: Place, at: Step | undefined, key: string | number): unknown {
    if (typeof value === 'string') {
      return value.includes(MARKER_START) || value.includes(ENCODED_MARKER) ? this.#text(value, { up: at, key }) : this.#wellFormed(value, at, key);
    }
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : this.#refuse(value, at, key);
    if (typeof value !== 'object' || value === null) return this.#refuse(value, at, key);

    const here = { up: at, key };
    if (Array.isArray(value)) return value.map((item, index) => this.#value(item, 'item', here, index));
    if (isReference(value)) return this.#listener.reference(value, pointer(here));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return this.#refuse(value, at, key);
    return this.fields(value as Readonly<Record<string, unknown>>, place, here);
  }

  #text(text: string, at: Step): string {
    if (text.includes(ENCODED_MARKER)) this.#listener.encodedMarker(pointer(at));
    return this.#references.resolve(text, (reference, environment) => {
      if (reference !== undefined) return String(this.#listener.reference(reference, pointer(at)));
      this.#listener.strayMarker(environment, pointer(at));
      return '';
    });
  }

  #wellFormed(text: string, at: Step | undefined, key: string | number): string {
    if (text.isWellFormed() && !text.includes('\0')) return text;
    this.#listener.notJson(text, pointer({ up: at, key }));
    return text.toWellFormed().replaceAll('\0', '');
  }

  #refuse(value: unknown, at: Step | undefined, key: string | number): undefined {
    this.#listener.notJson(value, pointer({ up: at, key }));
    return undefined;
  }
}

function pointer(at: Step): string {
  const own = `/${String(at.key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return at.up === undefined ? own : pointer(at.up) + own;
}

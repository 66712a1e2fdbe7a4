import { duplicateItemOf } from './duplicate-item.ts';
import { limitBrokenBy } from './limit.ts';
import { duplicateText, enumText, missingText, unknownFieldText } from './schema-message.ts';
import { describeValue, dottedOf, type PathStep, pointerOf, type SchemaProblem } from './schema-problem.ts';
import type { LazyShape, Shape } from './shape.ts';
import { tryWrongType } from './wrong-type.ts';

/** How the server treats the kind: it decodes its own into Go structs, and those of CRDs by their schema. */
export type Reading = 'built-in' | 'custom';

/** Walks one object along its shape. Nothing is allocated while all is well: the path is one array that is written over. */
export class ValueCheck {
  readonly #what: string;
  readonly #reading: Reading;
  readonly #secret: boolean;
  readonly #path: PathStep[] = [];
  #depth = 0;
  #problems: SchemaProblem[] | undefined;

  /** @param what the object as messages name it: `Deployment apps/v1` */
  constructor(what: string, reading: Reading, secret: boolean) {
    this.#what = what;
    this.#reading = reading;
    this.#secret = secret;
  }

  check(shape: LazyShape, object: unknown): readonly SchemaProblem[] {
    this.#depth = 0;
    this.#problems = undefined;
    this.#value(shape.get(), object);
    return this.#problems ?? NONE;
  }

  #value(shape: Shape, value: unknown): void {
    if (value === undefined) return;
    if (value === null) {
      if (this.#reading === 'custom' && !shape.nullable && shape.type !== 'any') this.#wrongType(shape, value);
      return;
    }
    if (this.#depth > DEEPEST)
      return this.#report('limit', `is nested deeper than ${DEEPEST} levels. Make it flatter.`);
    switch (shape.type) {
      case 'any':
        return;
      case 'fields':
        return isObject(value) ? this.#fields(shape, value) : this.#wrongType(shape, value);
      case 'map':
        return isObject(value) ? this.#map(shape, value) : this.#wrongType(shape, value);
      case 'list':
        return Array.isArray(value) ? this.#list(shape, value) : this.#wrongType(shape, value);
      case 'either':
        return this.#either(shape, value);
      default:
        return this.#scalar(shape, value);
    }
  }

  #fields(shape: Shape, object: Readonly<Record<string, unknown>>): void {
    const step = this.#depth++;
    for (const key in object) {
      const field = shape.fields.get(key);
      this.#path[step] = key;
      if (field !== undefined) this.#field(field.get(), object[key]);
      else if (!shape.open) this.#report('unknown-field', unknownFieldText(this.#what, key, [...shape.fields.keys()]));
    }
    for (const key of shape.required) {
      if (this.#reading === 'custom' ? this.#isThere(shape, key, object) : !isZero(object[key])) continue;
      this.#path[step] = key;
      const isMissing = object[key] === undefined || object[key] === null;
      this.#report('required', isMissing ? missingText(this.#what) : 'is empty. Give it a value.');
    }
    for (const key of shape.implied) {
      if (object[key] !== undefined && object[key] !== null) continue;
      this.#path[step] = key;
      this.#implied(shape.fields.get(key));
    }
    this.#depth = step;
    if (shape.limits !== undefined) this.#limits(shape, object);
  }

  /** Of a custom object the server drops a null that its schema does not allow, before it looks at the rest. */
  #field(shape: Shape, value: unknown): void {
    if (value === null && this.#reading === 'custom') return;
    this.#value(shape, value);
  }

  #isThere({ fields }: Shape, key: string, object: Readonly<Record<string, unknown>>): boolean {
    return key in object && (object[key] !== null || fields.get(key)?.get().nullable === true);
  }

  /** An absent object is an empty one: it is missing where that one would lack something. */
  #implied(field: LazyShape | undefined): void {
    const before = this.#problems?.length ?? 0;
    if (field !== undefined) this.#value(field.get(), EMPTY);
    if (this.#problems === undefined || this.#problems.length === before) return;
    this.#problems.length = before;
    this.#report('required', missingText(this.#what));
  }

  #map(shape: Shape, object: Readonly<Record<string, unknown>>): void {
    const step = this.#depth++;
    const item = shape.item.get();
    for (const key in object) {
      this.#path[step] = key;
      this.#field(item, object[key]);
    }
    this.#depth = step;
    if (shape.limits !== undefined) this.#limits(shape, object);
  }

  #list(shape: Shape, list: readonly unknown[]): void {
    const step = this.#depth++;
    const item = shape.item.get();
    for (let index = 0; index < list.length; index++) {
      this.#path[step] = index;
      this.#value(item, list[index]);
    }
    if (list.length > 1 && (shape.keys !== undefined || shape.set)) this.#duplicates(shape, list, step);
    this.#depth = step;
    if (shape.limits !== undefined) this.#limits(shape, list);
  }

  #either(shape: Shape, value: unknown): void {
    for (const lazy of shape.either) {
      const one = lazy.get();
      if (tryWrongType(one, value) === undefined) return this.#value(one, value);
    }
    this.#wrongType(shape, value);
  }

  #scalar(shape: Shape, value: unknown): void {
    const wrong = tryWrongType(shape, value);
    if (wrong !== undefined) return this.#wrongType(shape, value);
    if (shape.enum !== undefined && !shape.enum.has(value))
      this.#report('enum', enumText(value, this.#shown(value), [...shape.enum]));
    if (shape.limits !== undefined) this.#limits(shape, value);
  }

  #wrongType(shape: Shape, value: unknown): void {
    const { rule, wanted } = tryWrongType(shape, value) ?? { rule: 'type', wanted: 'a value' };
    this.#report(rule, `is ${this.#shown(value)}. Use ${wanted}.`);
  }

  #limits(shape: Shape, value: unknown): void {
    const broken = shape.limits && limitBrokenBy(shape.limits, value);
    if (broken !== undefined) this.#report('limit', `is ${this.#shown(value)}. ${broken}`);
  }

  #duplicates(shape: Shape, list: readonly unknown[], step: number): void {
    const index = duplicateItemOf(list, shape.keys);
    if (index === undefined) return;
    this.#path[step] = index;
    const rule = shape.keys === undefined ? 'duplicate-item' : 'duplicate-list-key';
    const keys = shape.keys ?? [];
    if (this.#reading === 'custom') this.#report(rule, duplicateText(keys, 'The server refuses it'));
    else this.#report(rule, duplicateText(keys, 'Server-side apply, and so Argo CD and Flux, refuse it'), 'delivery');
  }

  /** A Secret's values are never said. */
  #shown(value: unknown): string {
    if (!this.#secret || value === null || typeof value === 'object') return describeValue(value);
    return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
  }

  #report(rule: SchemaProblem['rule'], text: string, category: SchemaProblem['category'] = 'server'): void {
    const path = this.#path.slice(0, this.#depth);
    const where = dottedOf(path);
    this.#problems ??= [];
    this.#problems.push({
      rule,
      category,
      severity: 'error',
      path: pointerOf(path),
      message: `${where === '' ? this.#what : where} ${text}`,
    });
  }
}

const NONE: readonly SchemaProblem[] = [];
const EMPTY = {};
/** Only schemas in CRDs nest without end. */
const DEEPEST = 1000;

/** What the server's own types cannot tell from absence. */
function isZero(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

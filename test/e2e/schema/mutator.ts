import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import type { KubernetesVersion } from '../../../lib/schema/kubernetes-version.ts';
import type { Pool } from '../../../lib/schema/read-pool.ts';
import { pointerOf, type PathStep } from '../../../lib/schema/schema-problem.ts';
import type { SchemaNode } from '../../../lib/schema/schema-node.ts';
import { RandomValue } from '../../schema/random-value.ts';
import { changeAt } from './change-at.ts';
import { CHANGES, isPossible, NEVER_ADDED, OTHER_VALUES, type Change } from './change.ts';
import { placesOf, type Place } from './places.ts';

/** An object with one change that its schema suggests. */
export interface Mutant {
  /** `other type at /spec/replicas` */
  readonly change: string;
  readonly object: KubernetesObject;
}

/** Makes objects of one that is fine; what it chooses is random, and the same in each run. */
export class Mutator {
  readonly #pool: Pool;
  readonly #random: () => number;
  readonly #version: KubernetesVersion;

  constructor(pool: Pool, random: () => number, version: KubernetesVersion) {
    this.#pool = pool;
    this.#random = random;
    this.#version = version;
  }

  /** Some of the changes that are possible, each of them one of the kinds of change with equal chance. */
  mutantsOf(base: KubernetesObject, count: number): readonly Mutant[] {
    const places = placesOf(base, this.#pool, this.#version);
    const mutants: Mutant[] = [];
    while (mutants.length < count) {
      const change = this.#pick(CHANGES);
      const possible = places.filter((place) => isPossible(change, place));
      if (possible.length === 0) continue;
      const place = this.#pick(possible);
      const object = structuredClone(base);
      const where = this.#apply(change, place, object);
      if (where !== undefined) mutants.push({ change: `${change} at ${pointerOf(where)}`, object });
    }
    return mutants;
  }

  /** Where it changed something. */
  #apply(change: Change, place: Place, object: KubernetesObject): readonly PathStep[] | undefined {
    const { path, node } = place;
    switch (change) {
      case 'unknown field':
        return changeAt(object, [...path, 'unknwon'], this.#pick([1, 'a', null, {}]));
      case 'misspelt': {
        const key = this.#pick(Object.keys(Object(place.value)));
        const renamed = `${key}s`;
        changeAt(object, [...path, renamed], Object(place.value)[key]);
        changeAt(object, [...path, key], undefined);
        return [...path, renamed];
      }
      case 'other type':
        return changeAt(object, path, structuredClone(this.#pick(OTHER_VALUES)));
      case 'null':
        return changeAt(object, path, null);
      case 'removed':
        return changeAt(object, path, undefined);
      case 'no such choice':
        return changeAt(
          object,
          path,
          this.#pick(['Nonsense', '', String(place.value).toLowerCase(), `${String(place.value)} `]),
        );
      case 'twice':
        return changeAt(
          object,
          [...path, Object(place.value).length],
          structuredClone(this.#pick(place.value as unknown[])),
        );
      case 'added':
      case 'added wrong': {
        const fields = typeof node === 'object' && 'fields' in node ? Object.entries(node.fields) : [];
        const absent = fields.filter(([key]) => !(key in Object(place.value)) && !NEVER_ADDED.has(key));
        if (absent.length === 0) return undefined;
        const [key, field] = this.#pick(absent);
        const value = this.#randomValue(field, place, change === 'added' ? 0 : 0.1);
        return changeAt(object, [...path, key], value);
      }
    }
  }

  #randomValue(node: SchemaNode, { version }: Place, wrongness: number): unknown {
    const nodeOf = (definition: number): SchemaNode => this.#pool.nodeOf(definition, version);
    return new RandomValue(this.#random, nodeOf, wrongness).of(node, 3);
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
}

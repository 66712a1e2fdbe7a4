import type { SchemaNode } from '../../lib/schema/schema-node.ts';

/** Random numbers that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A value that mostly fits its schema, and is wrong here and there. */
export class RandomValue {
  readonly #random: () => number;
  readonly #nodeOf: (definition: number) => SchemaNode;
  readonly #wrongness: number;

  constructor(random: () => number, nodeOf: (definition: number) => SchemaNode, wrongness: number) {
    this.#random = random;
    this.#nodeOf = nodeOf;
    this.#wrongness = wrongness;
  }

  of(node: SchemaNode, depth = 0): unknown {
    if (this.#random() < this.#wrongness) return this.#pick(STRANGERS);
    if (typeof node === 'number') return this.of(this.#nodeOf(node), depth);
    if (typeof node === 'string') return this.#pick(EXAMPLES[node]);
    if ('list' in node) return Array.from({ length: this.#length(depth) }, () => this.of(node.list, depth + 1));
    if ('map' in node) {
      return Object.fromEntries(
        Array.from({ length: this.#length(depth) }, (_, i) => [`key-${i}`, this.of(node.map, depth + 1)]),
      );
    }
    if ('either' in node) return this.of(this.#pick(node.either), depth + 1);
    if ('is' in node) return node.enum === undefined ? this.#pick(EXAMPLES[node.is]) : this.#pick(node.enum);
    const object: Record<string, unknown> = {};
    const needed = new Set([...(node.required ?? []), ...(node.implied ?? [])]);
    for (const [name, field] of Object.entries(node.fields)) {
      const chance = needed.has(name) ? 1 - this.#wrongness : depth > 6 ? 0.03 : 0.35;
      if (this.#random() < chance) object[name] = this.of(field, depth + 1);
    }
    if (this.#random() < this.#wrongness) object['unknwon'] = 1;
    return object;
  }

  #length(depth: number): number {
    return Math.floor(this.#random() * (depth > 5 ? 2 : 4));
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
}

const STRANGERS: readonly unknown[] = [
  null,
  '',
  'text',
  0,
  7,
  -1,
  1.5,
  2 ** 31,
  true,
  false,
  [],
  ['a'],
  {},
  { a: 1 },
  'YQ==',
  '10%',
  '100m',
];

const EXAMPLES: Readonly<Record<Extract<SchemaNode, string>, readonly unknown[]>> = {
  string: ['a', 'b', 'text', '0', 'true'],
  boolean: [true, false],
  int32: [1, 80, 2_147_483_647, -2_147_483_648],
  int64: [1, 86_400, 2 ** 40],
  number: [0.5, 1],
  byte: ['YQ==', 'YWI=', 'YWJj'],
  'date-time': ['2026-01-31T12:00:00Z', '2026-02-28T23:59:59.5+02:00'],
  'micro-time': ['2026-01-31T12:00:00.000000Z'],
  'int-or-string': [80, 'http', '25%'],
  quantity: ['100m', '128Mi', 1, 0.5, '1e3'],
  object: [{}, { a: { b: [1] } }],
  any: [null, 1, 'a', { a: 1 }, [1]],
};

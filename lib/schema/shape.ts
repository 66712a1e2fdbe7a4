import type { FieldsNode, ListNode, ScalarNode, ScalarType, SchemaNode } from './schema-node.ts';

/** A node in the form that is walked: the same keys for every type, references resolved when they are first met. */
export interface Shape {
  readonly type: ScalarType | 'fields' | 'map' | 'list' | 'either';
  readonly nullable: boolean;
  readonly fields: ReadonlyMap<string, LazyShape>;
  readonly required: readonly string[];
  readonly implied: readonly string[];
  readonly open: boolean;
  /** Of a list its items, of a map its values. */
  readonly item: LazyShape;
  readonly keys: readonly string[] | undefined;
  readonly set: boolean;
  readonly either: readonly LazyShape[];
  readonly enum: ReadonlySet<unknown> | undefined;
  readonly limits: Limits | undefined;
}

export interface Limits {
  readonly pattern: RegExp | undefined;
  readonly minLength: number;
  readonly maxLength: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly minSize: number;
  readonly maxSize: number;
}

/** A shape that is made from its node when it is asked for: a Deployment needs sixty of the hundreds of definitions. */
export class LazyShape {
  #shape: Shape | undefined;
  readonly #make: () => Shape;

  constructor(make: () => Shape) {
    this.#make = make;
  }

  get(): Shape {
    return (this.#shape ??= this.#make());
  }
}

/** The shapes of one set of definitions; each definition has one, so that recursive ones end. */
export class ShapeTable {
  readonly #nodeOf: (definition: number) => SchemaNode;
  readonly #definitions = new Map<number, LazyShape>();
  readonly #scalars = new Map<ScalarType, LazyShape>();

  constructor(nodeOf: (definition: number) => SchemaNode) {
    this.#nodeOf = nodeOf;
  }

  of(node: SchemaNode): LazyShape {
    if (typeof node === 'number') return remember(this.#definitions, node, () => this.#compile(this.#nodeOf(node)));
    if (typeof node === 'string') return remember(this.#scalars, node, () => this.#compile(node));
    return new LazyShape(() => this.#compile(node));
  }

  #compile(node: SchemaNode): Shape {
    if (typeof node === 'number') return this.of(node).get();
    if (typeof node === 'string') return { ...ANY, type: node };
    const common = { ...ANY, nullable: node.nullable === true, limits: limitsOf(node) };
    if ('list' in node)
      return { ...common, type: 'list', item: this.of(node.list), keys: node.keys, set: node.set === true };
    if ('map' in node) return { ...common, type: 'map', item: this.of(node.map) };
    if ('either' in node) return { ...common, type: 'either', either: node.either.map((one) => this.of(one)) };
    if ('is' in node) return { ...common, type: node.is, enum: node.enum && new Set(node.enum) };
    const fields = new Map(Object.entries(node.fields).map(([name, field]) => [name, this.of(field)]));
    return {
      ...common,
      type: 'fields',
      fields,
      required: node.required ?? [],
      implied: node.implied ?? [],
      open: node.open === true,
    };
  }
}

function remember<K>(known: Map<K, LazyShape>, key: K, make: () => Shape): LazyShape {
  let shape = known.get(key);
  if (shape === undefined) known.set(key, (shape = new LazyShape(make)));
  return shape;
}

const ANY: Shape = {
  type: 'any',
  nullable: false,
  fields: new Map(),
  required: [],
  implied: [],
  open: false,
  item: new LazyShape(() => ANY),
  keys: undefined,
  set: false,
  either: [],
  enum: undefined,
  limits: undefined,
};

const LIMITS = [
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];

function limitsOf(node: object): Limits | undefined {
  if (!LIMITS.some((key) => key in node)) return undefined;
  const all: Partial<ScalarNode & ListNode & FieldsNode> = node;
  return {
    pattern: all.pattern === undefined ? undefined : new RegExp(all.pattern, 'u'),
    minLength: all.minLength ?? 0,
    maxLength: all.maxLength ?? Infinity,
    minimum: all.minimum ?? -Infinity,
    maximum: all.maximum ?? Infinity,
    minSize: all.minItems ?? all.minProperties ?? 0,
    maxSize: all.maxItems ?? all.maxProperties ?? Infinity,
  };
}

import { Ajv, type ValidateFunction } from 'ajv';
import type { KubernetesVersion } from '../../lib/schema/kubernetes-version.ts';
import type { Pool } from '../../lib/schema/read-pool.ts';
import type { SchemaNode } from '../../lib/schema/schema-node.ts';

/**
 * A second opinion on built-in kinds: their definitions as JSON Schema, compiled by ajv. Shares nothing with the interpreter but the
 * definitions; formats are written anew here.
 */
export class AjvOracle {
  readonly #nodeOf: (definition: number) => SchemaNode;
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: false,
    inlineRefs: false,
    validateSchema: false,
    formats: FORMATS,
  });
  readonly #known = new Set<number>();

  constructor(pool: Pool, version: KubernetesVersion) {
    this.#nodeOf = (definition) => pool.nodeOf(definition, version);
  }

  validatorOf(definition: number): ValidateFunction {
    this.#add(definition);
    return this.#ajv.compile({ $ref: `d${definition}` });
  }

  #add(definition: number): void {
    if (this.#known.has(definition)) return;
    this.#known.add(definition);
    this.#ajv.addSchema({ $id: `d${definition}`, ...this.#schemaOf(this.#nodeOf(definition)) });
  }

  #schemaOf(node: SchemaNode): object {
    return { anyOf: [{ type: 'null' }, this.#strictly(node)] };
  }

  #strictly(node: SchemaNode): object {
    if (typeof node === 'number') {
      this.#add(node);
      return { $ref: `d${node}` };
    }
    if (typeof node === 'string') return SCALARS[node];
    if ('list' in node) return { type: 'array', items: this.#schemaOf(node.list) };
    if ('map' in node) return { type: 'object', additionalProperties: this.#schemaOf(node.map) };
    if ('either' in node) return { anyOf: node.either.map((one) => this.#strictly(one)) };
    if ('is' in node) return { allOf: [SCALARS[node.is], ...(node.enum === undefined ? [] : [{ enum: node.enum }])] };
    const implied = (node.implied ?? []).filter((name) => this.#lacksSomething(node.fields[name] ?? 'any', new Set()));
    const needed = [...(node.required ?? []), ...implied];
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(node.fields).map(([name, field]) => [name, this.#schemaOf(field)])),
      additionalProperties: false,
      required: needed,
      allOf: [
        {},
        ...(node.required ?? []).map((name) => ({ properties: { [name]: { not: { enum: [null, '', 0, []] } } } })),
        ...implied.map((name) => ({ properties: { [name]: { not: { type: 'null' } } } })),
      ],
    };
  }

  /** Whether an empty object would be refused. */
  #lacksSomething(node: SchemaNode, seen: Set<SchemaNode>): boolean {
    const inner = typeof node === 'number' ? this.#nodeOf(node) : node;
    if (typeof inner !== 'object' || !('fields' in inner) || seen.has(inner)) return false;
    seen.add(inner);
    return (
      (inner.required ?? []).length > 0 ||
      (inner.implied ?? []).some((name) => this.#lacksSomething(inner.fields[name] ?? 'any', seen))
    );
  }
}

const FORMATS = {
  base64: (text: string) => Buffer.from(text, 'base64').toString('base64') === text,
  time: (text: string) => /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
  microtime: (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$/.test(text),
  quantity: /^\d+(\.\d+)?([eE]\d+|[KMGTPE]i|[numkMGTPE])?$/,
};

const SCALARS: Readonly<Record<Extract<SchemaNode, string>, object>> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  int32: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { type: 'integer' },
  number: { type: 'number' },
  byte: { type: 'string', format: 'base64' },
  'date-time': { type: 'string', format: 'time' },
  'micro-time': { type: 'string', format: 'microtime' },
  'int-or-string': { anyOf: [{ type: 'string' }, { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }] },
  quantity: { anyOf: [{ type: 'number' }, { type: 'string', format: 'quantity' }] },
  object: { type: 'object' },
  any: {},
};

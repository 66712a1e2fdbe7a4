import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { KubernetesVersion } from './kubernetes-version.ts';
import type { SchemaNode } from './schema-node.ts';

export type Scope = 'Namespaced' | 'Cluster';

/** A kind of the pool. */
export interface PoolKind {
  /** The number of its definition. */
  readonly definition: number;
  readonly scope: Scope;
  /** Oldest first; empty for a CRD of the pool, which is known whatever the version. */
  readonly versions: readonly KubernetesVersion[];
}

export interface Pool {
  readonly versions: readonly KubernetesVersion[];
  /** By `apiVersion/kind`. */
  readonly kinds: ReadonlyMap<string, PoolKind>;
  /** The number of the definition of `metadata`. */
  readonly objectMeta: number;
  /** @param version undefined for the CRDs of the pool */
  nodeOf(definition: number, version: KubernetesVersion | undefined): SchemaNode;
}

/**
 * The definitions of all versions (pool.br, made by scripts/schema-pool). Text of lines, compressed: the first is the head, each of the
 * others one distinct definition as a {@link SchemaNode}, which is parsed when it is asked for.
 *
 * A definition is at another line where a version changed it: `[position, line, position, line, …]`, -1 where it is absent. The position
 * after the last version stands for CRDs.
 */
export function readPool(): Pool {
  return (pool ??= parsePool(brotliDecompressSync(readFileSync(new URL('./pool.br', import.meta.url))).toString()));
}

let pool: Pool | undefined;

interface PoolHead {
  readonly versions: readonly KubernetesVersion[];
  readonly objectMeta: number;
  readonly kinds: readonly (readonly [key: string, definition: number, scope: 'N' | 'C', ...spans: number[]])[];
  readonly definitions: readonly (readonly number[])[];
}

function parsePool(text: string): Pool {
  const [first = '', ...lines] = text.split('\n');
  const head = JSON.parse(first) as PoolHead;
  const nodes = new Map<number, SchemaNode>();
  return {
    versions: head.versions,
    objectMeta: head.objectMeta,
    kinds: new Map(
      head.kinds.map(([key, definition, scope, ...spans]) => [key, kindOf(head, definition, scope, spans)]),
    ),
    nodeOf(definition, version) {
      const position = version === undefined ? head.versions.length : head.versions.indexOf(version);
      const line = lineAt(head.definitions[definition] ?? [], position);
      let node = nodes.get(line);
      if (node === undefined) nodes.set(line, (node = JSON.parse(lines[line] ?? '"any"') as SchemaNode));
      return node;
    },
  };
}

function kindOf(head: PoolHead, definition: number, scope: 'N' | 'C', spans: readonly number[]): PoolKind {
  const versions = head.versions.filter((_, position) =>
    spans.some((from, index) => index % 2 === 0 && from <= position && position <= (spans[index + 1] ?? from)),
  );
  return { definition, scope: scope === 'C' ? 'Cluster' : 'Namespaced', versions };
}

function lineAt(changes: readonly number[], position: number): number {
  let line = -1;
  for (let index = 0; index < changes.length && (changes[index] ?? 0) <= position; index += 2)
    line = changes[index + 1] ?? -1;
  return line;
}

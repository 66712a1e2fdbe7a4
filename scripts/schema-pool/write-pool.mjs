// The pool: each distinct definition once, with the versions that have it. lib/schema/read-pool.ts describes the format.
import { brotliCompressSync, constants } from 'node:zlib';
import { CORRECTED_FIELDS, corrected } from './corrections.mjs';
import { nodeOf } from './schema-node.mjs';

/**
 * @param versions `[version, { scopes, definitions }]`, oldest first
 * @param custom the same for CRDs that are known whatever the version
 */
export function poolOf(versions, custom) {
  const sources = [...versions.map(([, source]) => correctedSource(source)), custom].map(withServedKinds);
  const names = [...new Set(sources.flatMap((source) => source.reachable))].toSorted();
  const numbers = new Map(names.map((name, index) => [name, index]));
  const lines = new Map();
  const lineOf = (definition, defaulted) => {
    const line = JSON.stringify(nodeOf(definition, (ref) => numbers.get(ref), defaulted));
    if (!lines.has(line)) lines.set(line, lines.size);
    return lines.get(line);
  };
  const tables = sources.map(({ definitions, reachable }, position) => {
    const wanted = new Set(reachable);
    // Defaults of a CRD are set before it is checked; those of a built-in kind are only a part of its documentation.
    const defaulted = position === versions.length;
    return names.map((name) => (wanted.has(name) ? lineOf(definitions[name], defaulted && !METADATA.test(name)) : -1));
  });
  const stale = CORRECTED_FIELDS.filter((field) => !met.has(field));
  if (stale.length > 0) throw new Error(`corrections.mjs names fields that no version has: ${stale.join(', ')}`);
  const kinds = kindsOf(sources, numbers);
  const head = {
    versions: versions.map(([version]) => version),
    objectMeta: numbers.get('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'),
    kinds,
    definitions: names.map((_, index) => changes(tables.map((table) => table[index]))),
  };
  const text = [JSON.stringify(head), ...lines.keys()].join('\n');
  return {
    compressed: compress(text),
    text: text.length,
    definitions: lines.size,
    names: names.length,
    kinds: kinds.length,
  };
}

function correctedSource({ scopes, definitions }) {
  const { definitions: result, used } = corrected(definitions);
  for (const field of used) met.add(field);
  return { scopes, definitions: result };
}

const met = new Set();

const METADATA = /^io\.k8s\.apimachinery\./;

/** A source with its served kinds and the names of all definitions that these need. */
function withServedKinds({ scopes, definitions }) {
  const kinds = Object.entries(definitions).flatMap(([name, definition]) =>
    (definition['x-kubernetes-group-version-kind'] ?? [])
      .map(({ group, version, kind }) => `${group === '' ? version : `${group}/${version}`}/${kind}`)
      .filter((key) => key in scopes)
      .map((key) => ({ key, name, scope: scopes[key] })),
  );
  const reachable = new Set();
  const visit = (name) => {
    if (reachable.has(name) || definitions[name] === undefined) return;
    reachable.add(name);
    nodeOf(definitions[name], visit);
  };
  for (const { name } of kinds) visit(name);
  return { definitions, kinds, reachable: [...reachable] };
}

/** [apiVersion/kind, number of its name, N or C, first and last version in pairs], by apiVersion and kind. */
function kindsOf(sources, numbers) {
  const kinds = new Map();
  for (const [position, source] of sources.entries()) {
    for (const { key, name, scope } of source.kinds) {
      const kind = kinds.get(key) ?? { name: numbers.get(name), scope, positions: [] };
      kind.positions.push(position);
      kinds.set(key, kind);
    }
  }
  return [...kinds]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { name, scope, positions }]) => [key, name, scope === 'Cluster' ? 'C' : 'N', ...spans(positions)]);
}

/** [0, 1, 2, 5] → [0, 2, 5, 5] */
function spans(positions) {
  return positions.flatMap((position, index) => {
    const starts = positions[index - 1] !== position - 1;
    const ends = positions[index + 1] !== position + 1;
    return [...(starts ? [position] : []), ...(ends ? [position] : [])];
  });
}

/** A line number for each version → [position, line, …] where it changes; -1 is absent. */
function changes(row) {
  return row.flatMap((line, position) => (line === (position === 0 ? -1 : row[position - 1]) ? [] : [position, line]));
}

function compress(text) {
  const options = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return brotliCompressSync(text, { params: options });
}

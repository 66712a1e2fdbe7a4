import { isAlias, isMap, isScalar, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Anchors, openAnchors } from './anchors.ts';
import { duplicateKey } from './duplicate-key.ts';
import { keyText } from './key-text.ts';
import { mergeFields } from './merge-fields.ts';
import { tryOddScalar } from './odd-scalar.ts';
import { plainScalar } from './plain-scalar.ts';
import { brokenYaml, quote, type Problem } from './problem.ts';
import { resolveScalar } from './resolve-scalar.ts';
import { resolveTag } from './resolve-tag.ts';
import { type Fields, setField } from './set-field.ts';

type Node = ParsedNode | null;

interface Reading {
  readonly text: string;
  readonly anchors: Anchors;
  readonly problems: Problem[];
  /** How many flow collections are open. */
  flow: number;
}

/** What sigs.k8s.io/yaml makes of a document's nodes: aliases and merge keys expanded, every key text. */
export function nodeToValue(
  root: Node,
  text: string,
): { readonly value: unknown; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const value = read(root, { text, anchors: openAnchors(problems), problems, flow: 0 });
  return { value, problems };
}

function read(node: Node, reading: Reading): unknown {
  if (node === null) return null;
  reading.anchors.count();
  if (isAlias(node)) return reading.anchors.expand(node.source, node.range[0]);

  if (node.anchor !== undefined) reading.anchors.open(node.anchor);
  const value = isScalar(node) ? readScalar(node, reading) : readCollection(node, reading);
  if (node.anchor !== undefined) reading.anchors.close(node.anchor, value);
  return value;
}

function readCollection(node: YAMLMap.Parsed | YAMLSeq.Parsed, reading: Reading): unknown {
  const flow = node.flow === true ? 1 : 0;
  reading.flow += flow;
  const value = isMap(node) ? readMap(node, reading) : node.items.map((item) => read(item, reading));
  reading.flow -= flow;
  return value;
}

function readScalar(node: Scalar.Parsed, reading: Reading): unknown {
  const { problems } = reading;
  const text = node.source;
  const [offset] = node.range;
  if (node.tag !== undefined) {
    const tagged = resolveTag(node.tag, text);
    if ('value' in tagged) return plainScalar(tagged.value, text, offset, problems);
    problems.push(brokenYaml(offset, `${quote(tagged.refused)}. Correct the value or the tag.`));
    return null;
  }
  const odd = tryOddScalar(node, reading.text, reading.flow > 0);
  if (odd !== undefined) problems.push(brokenYaml(offset, odd));
  return node.type === 'PLAIN' ? plainScalar(resolveScalar(text), text, offset, problems) : text;
}

function readMap(node: YAMLMap.Parsed, reading: Reading): Fields {
  const fields: Fields = {};
  const merged = new Set<string>();
  for (const { key, value } of node.items) {
    if (isMergeKey(key)) {
      if (!mergeFields(read(value, reading), fields, merged)) reading.problems.push(badMerge(key.range[0]));
      continue;
    }
    const name = readKey(key, reading);
    const content = read(value, reading);
    if (name === undefined) continue;
    if (Object.hasOwn(fields, name) && !merged.delete(name)) reading.problems.push(duplicateKey(name, key.range[0]));
    setField(fields, name, content);
  }
  return fields;
}

/** A quoted `<<` is a key like any other. */
function isMergeKey(key: ParsedNode): boolean {
  return (
    isScalar(key) &&
    key.source === '<<' &&
    (key.tag === undefined ? key.type === 'PLAIN' : key.tag === 'tag:yaml.org,2002:merge')
  );
}

function badMerge(offset: number): Problem {
  return brokenYaml(
    offset,
    'a merge key `<<` needs a map or a list of maps. Merge an alias of a map, or quote the key.',
  );
}

function readKey(key: ParsedNode, reading: Reading): string | undefined {
  if (isScalar(key) && key.type === 'PLAIN' && key.tag === undefined && key.anchor === undefined) {
    const odd = tryOddScalar(key, reading.text, reading.flow > 0);
    if (odd !== undefined) reading.problems.push(brokenYaml(key.range[0], odd));
    const name = keyText(key.source);
    return name ?? refuseKey(key, reading);
  }
  const value = read(key, reading);
  if (value === null || typeof value === 'object') return refuseKey(key, reading);
  return String(value);
}

function refuseKey(key: ParsedNode, { problems }: Reading): undefined {
  const what = isScalar(key)
    ? `\`${quote(key.source)}\``
    : isAlias(key)
      ? `\`*${quote(key.source)}\``
      : isMap(key)
        ? 'a map'
        : 'a list';
  problems.push(
    brokenYaml(key.range[0], `${what} cannot be a key. Write the key as text, in quotes where it must look like this.`),
  );
  return undefined;
}

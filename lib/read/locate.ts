import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { composeYaml } from './compose-yaml.ts';
import { keyText } from './key-text.ts';

/** Finds where a value stands in a text: the offset of its key, or of the item of a list. */
export type Locate = (pointer: string) => number | undefined;

type Node = ParsedNode | null;

/** Parses the text (again) only when it is first asked: most objects have nothing to tell about. */
export function locateIn(text: string): Locate {
  let opened: Document | undefined;
  return (pointer) => {
    opened ??= openDocument(text);
    return find(opened, pointer === '' ? [] : pointer.slice(1).split('/').map(unescapePointer));
  };
}

interface Document {
  readonly root: Node;
  readonly anchors: ReadonlyMap<string, Node>;
}

function openDocument(text: string): Document {
  const { root } = composeYaml(text);
  const anchors = new Map<string, Node>();
  collectAnchors(root, anchors);
  return { root, anchors };
}

function collectAnchors(node: Node, anchors: Map<string, Node>): void {
  if (node === null || isAlias(node)) return;
  if (node.anchor !== undefined && !anchors.has(node.anchor)) anchors.set(node.anchor, node);
  if (isSeq(node)) for (const item of node.items) collectAnchors(item, anchors);
  if (isMap(node)) for (const { value } of node.items) collectAnchors(value, anchors);
}

/** The deepest part of the path that is there: a missing field is told of at its parent. */
function find({ root, anchors }: Document, path: readonly string[]): number | undefined {
  let node = root;
  let offset = root?.range[0];
  for (const part of path) {
    const next = step(follow(node, anchors), part, anchors);
    if (next === undefined) return offset;
    offset = next.offset;
    node = next.node;
  }
  return offset;
}

function follow(node: Node, anchors: ReadonlyMap<string, Node>): Node {
  return node !== null && isAlias(node) ? (anchors.get(node.source) ?? null) : node;
}

interface Step {
  readonly node: Node;
  readonly offset: number;
}

function step(node: Node, part: string, anchors: ReadonlyMap<string, Node>): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    return item === undefined ? undefined : { node: item, offset: item.range[0] };
  }
  if (!isMap(node)) return undefined;
  const own = node.items.findLast(({ key }) => isScalar(key) && nameOf(key) === part);
  if (own !== undefined) return { node: own.value, offset: own.key.range[0] };
  for (const { key, value } of node.items) {
    if (!isScalar(key) || key.source !== '<<') continue;
    const sources = isSeq(value) ? value.items : [value];
    for (const source of sources) {
      const merged = step(follow(source, anchors), part, anchors);
      if (merged !== undefined) return merged;
    }
  }
  return undefined;
}

function nameOf(key: ParsedNode): string | undefined {
  if (!isScalar(key)) return undefined;
  return key.type === 'PLAIN' ? keyText(key.source) : key.source;
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

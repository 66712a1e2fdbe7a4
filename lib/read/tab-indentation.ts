import { isCollection, isScalar, type ParsedNode, visit } from 'yaml';

/** Spaces and dashes from the start of a line, and then a tab. */
const INDENTING_TAB = /^(?: |-(?=[ \t]))*\t/gm;

/** Where a tab stands for indentation, which YAML 1.1 refuses even on an empty line; inside texts and flow collections it may. */
export function tryTabIndentation(text: string, root: ParsedNode | null): number | undefined {
  if (!text.includes('\t')) return undefined;
  const tabs = [...text.matchAll(INDENTING_TAB)].map((match) => match.index + match[0].length - 1);
  if (tabs.length === 0) return undefined;
  const free = rangesWhereTabsMayBe(root);
  return tabs.find((tab) => !free.some(([start, end]) => start < tab && tab < end));
}

function rangesWhereTabsMayBe(root: ParsedNode | null): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  visit(root, (_key, node) => {
    if (isScalar(node) || (isCollection(node) && node.flow === true)) {
      if (node.range) ranges.push([node.range[0], node.range[1]]);
    }
  });
  return ranges;
}

import type { Scalar } from 'yaml';

/** What Kubernetes' YAML 1.1 reader refuses in a scalar that a reader of YAML 1.2 takes. */
export function tryOddScalar(node: Scalar.Parsed, text: string, inFlow: boolean): string | undefined {
  const { type, source } = node;
  if (type === 'QUOTE_DOUBLE') return tryUnknownEscape(text.slice(node.range[0], node.range[1]));
  if (LINE_SEPARATOR.test(source))
    return "U+2028 and U+2029 end a line for Kubernetes' reader. Write them as `\\u2028` in double quotes.";
  if (type === 'PLAIN' && inFlow && source.includes('?'))
    return `Kubernetes' reader takes the \`?\` in \`${source}\` for YAML's own inside [ ] and { }. Put the text in quotes.`;
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return tryTabFirst(text.slice(node.range[0], node.range[1]));
  return undefined;
}

const LINE_SEPARATOR = /[\u2028\u2029]/;

/** JSON's `\/` and surrogate pairs are YAML 1.2. */
function tryUnknownEscape(source: string): string | undefined {
  if (!source.includes('\\')) return undefined;
  const [escape] = source.replaceAll('\\\\', '').match(/\\(?:\/|u[dD][89a-fA-F]..|U0000[dD][89a-fA-F]..)/) ?? [];
  return escape === undefined
    ? undefined
    : `Kubernetes' reader does not know the escape \`${escape}\`. Write the character itself.`;
}

function tryTabFirst(source: string): string | undefined {
  if (!/^[|>][-+]?[^\n\d]*\n(?: *\n)* *\t/.test(source)) return undefined;
  return "the text starts with a tab, which Kubernetes' reader takes for indentation. Say how deep it is indented: `|2`.";
}

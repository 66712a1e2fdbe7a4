import type { IdLiteral } from './find-literals.ts';

/**
 * The source text with another id, in the quotes that are there.
 *
 * @param namespace what is to be said beside it; undefined for nothing. Options that are no literal, or say one, are left as they are
 */
export function editLiteral(source: string, literal: IdLiteral, id: string, namespace: string | undefined): string {
  const { start, end, options } = literal;
  const quote = source[start] ?? "'";
  const pair = `namespace: ${quote}${namespace}${quote}`;
  const isNew = namespace !== undefined && options.is === 'none';
  const name = `${quote}${id}${quote}${isNew ? `, { ${pair} }` : ''}`;
  const head = `${source.slice(0, start)}${name}`;
  if (namespace === undefined || options.is !== 'object') return `${head}${source.slice(end)}`;
  const rest = source.slice(options.inside);
  // On a line of its own where the others are.
  const indent = /^[ \t]*(\r?\n[ \t]*)\S/.exec(rest)?.[1] ?? ' ';
  const added = options.isEmpty ? ` ${pair} ` : `${indent}${pair},`;
  return `${head}${source.slice(end, options.inside)}${added}${rest}`;
}

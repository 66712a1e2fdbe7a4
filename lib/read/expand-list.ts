import type { Fields } from './set-field.ts';

/** An object of a document, and where it stands in it. */
export interface ListedObject {
  readonly object: unknown;
  /** JSON Pointer into the document; empty for the document itself. */
  readonly pointer: string;
}

/** The objects of a document: those of a `List`, of any other `…List` with items, and of lists inside it; else the document itself. */
export function expandList(value: unknown, pointer = ''): readonly ListedObject[] {
  if (!isList(value)) return [{ object: value, pointer }];
  return value.items.flatMap((item, index) => expandList(item, `${pointer}/items/${index}`));
}

function isList(value: unknown): value is Fields & { readonly items: readonly unknown[] } {
  if (typeof value !== 'object' || value === null || !('items' in value) || !Array.isArray(value.items)) return false;
  return 'kind' in value && typeof value.kind === 'string' && value.kind.endsWith('List') && 'apiVersion' in value;
}

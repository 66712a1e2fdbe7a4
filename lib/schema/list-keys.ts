import type { LazyShape, Shape } from './shape.ts';

/** The keys of the list at `path`: field names from the object's root, lists passed through without their positions. */
export function listKeysAt(root: LazyShape, path: readonly string[]): readonly string[] | undefined {
  let shape: Shape | undefined = root.get();
  for (const field of path) {
    shape = itemOf(shape)?.fields.get(field)?.get();
    if (shape === undefined) return undefined;
  }
  return shape.type === 'list' ? shape.keys : undefined;
}

function itemOf(shape: Shape): Shape | undefined {
  return shape.type === 'list' ? shape.item.get() : shape;
}

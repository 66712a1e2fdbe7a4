import type { PathStep } from '../../../lib/schema/schema-problem.ts';

/** Sets a value inside of an object, or removes it where there is none, and gives the path again. */
export function changeAt(object: object, path: readonly PathStep[], value: unknown): readonly PathStep[] {
  let parent = object as Record<PathStep, unknown>;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<PathStep, unknown>;
  const last = path.at(-1) ?? '';
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return path;
}

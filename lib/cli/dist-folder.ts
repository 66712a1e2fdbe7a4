import path from 'node:path';
import { UserError } from '../errors.ts';

const SOURCES: ReadonlySet<string> = new Set(['apps', 'environments', 'node_modules', '.git']);

/** The folder of `--out`, absolute. It is one of its own, as a run removes what it no longer makes. */
export function distFolder(root: string, out: string): string {
  const dist = path.resolve(root, out);
  const way = path.relative(root, dist);
  const [first = ''] = way.split(path.sep);
  const problem =
    way === '' || isInside(dist, root)
      ? 'the repository itself is there'
      : SOURCES.has(first) && 'rendered files do not belong there';
  if (problem === false) return dist;
  throw new UserError(`--out is '${out}': ${problem}. Name a folder of its own, such as dist.`);
}

/** Whether a path lies below a folder, or is it. */
export function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

import { isAbsolute, relative } from 'node:path';
import process from 'node:process';

/** A path as the person who runs the command would type it: relative where it is below the working directory. */
export function shownPath(path: string): string {
  const way = relative(process.cwd(), path);
  return way === '' || way.startsWith('..') || isAbsolute(way) ? path : way;
}

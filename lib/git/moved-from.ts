import type { Git } from './git.ts';

/** The pins of an application, whose file is called after it. */
const PINS = /^((?:.*\/)?environments\/[^/]+\/images)\/[^/]+\.json$/;

/**
 * Where a file of pins lay before the commit that made it: the one file of the same folder that went in that commit with the same content,
 * as a rename leaves it. Two that could be it are none. Compares the ids of contents, so that a blobless clone fetches nothing for it.
 *
 * @param commit compared with its first parent
 * @param file from the top of git's repository
 */
export async function movedFrom(git: Git, commit: string, file: string): Promise<string | undefined> {
  const [, folder] = PINS.exec(file) ?? [];
  if (folder === undefined) return undefined;
  const flags = ['-1', '--first-parent', '--diff-merges=first-parent', '--raw', '--no-abbrev', '--no-renames', '-z'];
  const out = await git.run(['log', ...flags, '--format=', commit, '--', `:(top,literal)${folder}/`]);
  const changes = [...out.matchAll(CHANGE)].map(([, before = '', after = '', path = '']) => ({ before, after, path }));
  const made = changes.find(({ path }) => path === file);
  if (made === undefined || !isNone(made.before)) return undefined;
  const gone = changes.filter(({ before, after }) => isNone(after) && before === made.after);
  const come = changes.filter(({ before, after }) => isNone(before) && after === made.after);
  return gone.length === 1 && come.length === 1 ? gone[0]?.path : undefined;
}

function isNone(id: string): boolean {
  return /^0+$/.test(id);
}

// eslint-disable-next-line no-control-regex -- what ends a path can be in none
const CHANGE = /:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\0([^\0]+)/g;

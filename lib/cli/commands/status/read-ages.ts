import type { Git } from '../../../git/git.ts';

/** On a command line, before all pins of all environments are asked for in its place. */
const MOST = 100;

/**
 * When files of a commit last changed on the way to it, with one process for all of them. A merge is when its branch came.
 *
 * @param prefix of the repository inside that of git: `gitops/`
 * @returns seconds since 1970, by path from the root of the repository
 */
export async function readAges(
  git: Git,
  commit: string,
  prefix: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (paths.length === 0) return new Map();
  const wanted = new Set(paths);
  const specs =
    paths.length > MOST
      ? [`:(top,glob)${escapeGlob(prefix)}environments/*/images/*`]
      : paths.map((path) => `:(top,literal)${prefix}${path}`);
  const flags = ['--first-parent', '--diff-merges=first-parent', '--no-renames', '--name-only', '-z'];
  const out = await git.run(['log', ...flags, '--format=%x01%ct', commit, '--', ...specs]);
  const ages = new Map<string, number>();
  let time = 0;
  for (const token of out.split('\0').map((one) => one.replace(/^\n/, ''))) {
    if (token.startsWith('\u0001')) time = Number(token.slice(1));
    const path = token.slice(prefix.length);
    if (wanted.has(path) && !ages.has(path)) ages.set(path, time);
  }
  return ages;
}

function escapeGlob(text: string): string {
  return text.replaceAll(/[*?[\]\\]/g, String.raw`\$&`);
}

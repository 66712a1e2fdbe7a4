import { readFileHistory, type FileVersion } from '../../../git/file-history.ts';
import type { Git } from '../../../git/git.ts';
import { movedFrom } from '../../../git/moved-from.ts';
import { readBlobs } from '../../../git/read-blobs.ts';

const FIELD = '\u0001';

/**
 * What files were on a branch, each the newest first: as `readFileHistory`, with two processes for all files and versions, and one
 * for each file that came on the way.
 *
 * @param commit the branch's tip
 * @param paths as git has them
 */
export async function readHistories(
  git: Git,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly FileVersion[]>> {
  if (paths.length === 0) return new Map();
  const flags = ['--first-parent', '--diff-merges=first-parent', '--raw', '--no-abbrev', '--no-renames', '-z'];
  const format = `--format=${FIELD}%H${FIELD}%ct${FIELD}%an${FIELD}%s`;
  const specs = paths.map((path) => `:(top,literal)${path}`);
  const out = await git.run(['log', ...flags, format, commit, '--', ...specs]);
  const found = [...stepsIn(out)];
  const texts = await readBlobs(
    git,
    found.flatMap(({ blob }) => blob ?? []),
  );
  const histories = new Map<string, FileVersion[]>(paths.map((path) => [path, []]));
  const moved = new Set<string>();
  for (const { path, blob, isFirst, ...version } of found) {
    const history = histories.get(path);
    if (history === undefined || moved.has(path)) continue;
    history.push({ ...version, text: blob === undefined ? undefined : texts.get(blob) });
    // A process each, of those alone that a commit made.
    const former = isFirst ? await movedFrom(git, version.commit, path) : undefined;
    if (former === undefined) continue;
    moved.add(path);
    history.push(...(await readFileHistory(git, `${version.commit}^`, former)));
  }
  return histories;
}

interface Step extends Omit<FileVersion, 'text'> {
  readonly path: string;
  readonly blob: string | undefined;
  /** The commit made the file. */
  readonly isFirst: boolean;
}

/** Of each commit its fields, and then of each file a line `:modes ids letter` and the path; all end in NUL. */
function* stepsIn(out: string): Generator<Step> {
  let version = { commit: '', time: 0, author: '', subject: '' };
  let blob: string | undefined;
  let isFirst = false;
  for (const token of out.split('\0').map((one) => one.replace(/^\n+/, ''))) {
    if (token.startsWith(FIELD)) {
      const [, commit = '', time = '', author = '', subject = ''] = token.split(FIELD);
      version = { commit, time: Number(time), author, subject };
    } else if (token.startsWith(':')) {
      const [, , before = '', id = ''] = token.split(' ');
      blob = /^0+$/.test(id) ? undefined : id;
      isFirst = /^0+$/.test(before);
    } else if (token !== '') yield { ...version, path: token, blob, isFirst };
  }
}

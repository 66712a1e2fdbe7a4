import type { FileVersion } from '../../../git/file-history.ts';
import type { Git } from '../../../git/git.ts';
import { readBlobs } from '../../../git/read-blobs.ts';

const FIELD = '\u0001';

/**
 * What files were on a branch, each the newest first: as `readFileHistory`, with two processes for all files and versions.
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
  for (const { path, blob, ...version } of found)
    histories.get(path)?.push({ ...version, text: blob === undefined ? undefined : texts.get(blob) });
  return histories;
}

interface Step extends Omit<FileVersion, 'text'> {
  readonly path: string;
  readonly blob: string | undefined;
}

/** Of each commit its fields, and then of each file a line `:modes ids letter` and the path; all end in NUL. */
function* stepsIn(out: string): Generator<Step> {
  let version = { commit: '', time: 0, author: '', subject: '' };
  let blob: string | undefined;
  for (const token of out.split('\0').map((one) => one.replace(/^\n+/, ''))) {
    if (token.startsWith(FIELD)) {
      const [, commit = '', time = '', author = '', subject = ''] = token.split(FIELD);
      version = { commit, time: Number(time), author, subject };
    } else if (token.startsWith(':')) {
      const id = token.split(' ')[3] ?? '';
      blob = /^0+$/.test(id) ? undefined : id;
    } else if (token !== '') yield { ...version, path: token, blob };
  }
}

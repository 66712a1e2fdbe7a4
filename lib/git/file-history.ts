import { GitFailure, type Git } from './git.ts';
import { movedFrom } from './moved-from.ts';
import { fetchBlobs } from './read-blobs.ts';

/** A commit on the way to the present that changed a file. */
export interface FileVersion {
  readonly commit: string;
  /**
   * When the commit was made, by the clock of who made it, in seconds since 1970: of a merge, when it was merged. A host that moves the
   * branch on without a commit of its own (fast-forward) keeps the earlier time of the commit that was proposed.
   */
  readonly time: number;
  readonly author: string;
  readonly subject: string;
  /** The whole text; undefined where the commit removed the file. */
  readonly text: string | undefined;
}

const FIELD = '\u0001';

/**
 * What a file was on a branch, the newest first. A merge is one step, whatever lies behind it: what the branch had, not what was proposed.
 * Pins that were renamed have the history of their former name too.
 *
 * @param commit the branch's tip
 * @throws a {@link GitFailure} where a version is there and cannot be had
 */
export async function readFileHistory(git: Git, commit: string, file: string): Promise<readonly FileVersion[]> {
  const found = await listSteps(git, commit, file);
  const blobs = found.flatMap(({ blob }) => blob ?? []);
  const texts = new Map(await fetchBlobs(git, blobs));
  for (const blob of blobs) if (!texts.has(blob)) texts.set(blob, await readText(git, blob));
  return found.map(({ commit: id, time, author, subject, blob }) => ({
    commit: id,
    time,
    author,
    subject,
    text: blob === undefined ? undefined : texts.get(blob),
  }));
}

interface Step extends Omit<FileVersion, 'text'> {
  readonly blob: string | undefined;
  /** The commit made the file. */
  readonly isFirst: boolean;
}

/** Where the file came from another name, with what it was under that. */
async function listSteps(git: Git, commit: string, file: string): Promise<readonly Step[]> {
  const flags = ['--first-parent', '--diff-merges=first-parent', '--raw', '--no-abbrev', '--no-renames', '-z'];
  const format = `--format=${FIELD}%H${FIELD}%ct${FIELD}%an${FIELD}%s${FIELD}`;
  const out = await git.run(['log', ...flags, format, commit, '--', `:(top,literal)${file}`]);
  const found = [...out.matchAll(STEP)].map(
    ([, id = '', time = '', author = '', subject = '', before = '', blob = '']): Step => ({
      commit: id,
      time: Number(time),
      author,
      subject,
      blob: /^0+$/.test(blob) ? undefined : blob,
      isFirst: /^0+$/.test(before),
    }),
  );
  for (const [index, step] of found.entries()) {
    // What the newest of them says makes the question of older ones needless.
    // oxlint-disable-next-line no-await-in-loop
    const former = step.isFirst ? await movedFrom(git, step.commit, file) : undefined;
    // oxlint-disable-next-line no-await-in-loop
    if (former !== undefined)
      return [...found.slice(0, index + 1), ...(await listSteps(git, `${step.commit}^`, former))];
  }
  return found;
}

/** What was lost on the way. As if the file had held nothing would be the wrong answer. */
async function readText(git: Git, blob: string): Promise<string> {
  const { code, out, err } = await git.tryRun(['cat-file', 'blob', blob]);
  if (code !== 0) throw new GitFailure('git cat-file failed:', err);
  return out;
}

const STEP =
  // eslint-disable-next-line no-control-regex -- what separates the fields can be in none of them
  /\u0001([0-9a-f]+)\u0001(\d+)\u0001([^\u0001]*)\u0001([^\u0001]*)\u0001[\0\n]*:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /g;

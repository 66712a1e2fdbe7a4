import { statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { findGitPlace, type GitPlace } from '../../../git/git-place.ts';
import { Git } from '../../../git/git.ts';
import { DIST, type BaseDist } from './base-dist.ts';
import { openCommit } from './commit-base.ts';
import { openFolder } from './folder-base.ts';
import { missingCommit } from './missing-commit.ts';

export interface OpenBaseOptions {
  /** The repository's folder. */
  readonly root: string;
  /** Where paths of the command line start. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The base that `--base` names: a commit of the repository, else a folder that holds a `dist`. What begins as a path is no commit.
 *
 * @throws a UserError with the line that fetches a commit that is not there
 */
export async function openBase(base: string, { root, cwd, env }: OpenBaseOptions): Promise<BaseDist> {
  if (base === '') throw new UserError('--base is empty. Name a commit, such as origin/main, or a folder with a dist.');
  const folder = path.resolve(cwd, base);
  const hasDist = statSync(path.join(folder, DIST), { throwIfNoEntry: false })?.isDirectory() === true;
  if (path.isAbsolute(base) || /^\.\.?(?:\/|$)/.test(base)) {
    if (hasDist) return openFolder(folder, base);
    throw new UserError(
      `--base '${base}': holds no dist. Name the folder that holds one, or a commit of this repository.`,
    );
  }
  const git = new Git(root, { env: { ...env, ...OFFLINE } });
  const place = await tryPlace(git);
  const commit = place && (await tryCommit(git, base));
  if (place !== undefined && commit !== undefined) return openCommit(git, place, { commit, name: base });
  if (hasDist) return openFolder(folder, base);
  if (place !== undefined) throw await missingCommit(git, place, base);
  throw new UserError(
    `--base '${base}': git knows no repository in ${root}, and there is no folder of this name that holds a dist. Run it in a clone, or name such a folder.`,
  );
}

/**
 * A check asks no network, also where git would fetch what a partial clone lacks: from git 2.45 on by the first, before for want of a way.
 * https://git-scm.com/docs/git#Documentation/git.txt-GITNOLAZYFETCH
 */
const OFFLINE = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/** @throws a UserError in git's own words where it refuses a repository, such as one of another owner */
async function tryPlace(git: Git): Promise<GitPlace | undefined> {
  const place = await findGitPlace(git);
  if (!('problem' in place)) return place;
  if (place.problem.includes('not a git repository')) return undefined;
  throw new UserError(`git: does not read the repository in ${git.folder}. Mend what it says:\n  ${place.problem}`);
}

async function tryCommit(git: Git, base: string): Promise<string | undefined> {
  const { code, out } = await git.tryRun(['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`]);
  return code === 0 ? out.trim() : undefined;
}

import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { UserError } from '../../../errors.ts';
import { extractTree, type Extraction } from '../../../git/extract-tree.ts';
import { fetchCommitLine, fetchContentsLine } from '../../../git/fetch-line.ts';
import { findGitPlace, type GitPlace } from '../../../git/git-place.ts';
import { Git } from '../../../git/git.ts';
import { shortCommit } from '../../source/commit-name.ts';
import { isEnvironmentData } from '../../source/environment-data-path.ts';

/** The tree of a commit on the disk: what is rendered, and the data of environments, are not in it. */
export interface OpenCommit {
  readonly commit: string;
  /** What is the repository's folder there, absolute. */
  readonly root: string;
  /** How far up the settings of `root` may lie: the root of git's work tree, there and today. */
  readonly top: string;
  readonly topToday: string;
}

/**
 * Puts the tree of a commit into a folder, with the packages that are installed today. Nothing is fetched.
 *
 * @param root the repository's folder, absolute
 * @param makeFolder gives an empty one
 * @throws a UserError that says what to do, for whoever names the commit
 */
export async function openCommit(root: string, commit: string, makeFolder: () => string): Promise<OpenCommit> {
  const git = new Git(root, { env: process.env });
  const place = await findGitPlace(git);
  if ('problem' in place)
    throw new UserError(
      `commit is '${commit}', and git cannot look for it here (${place.problem}). Use a clone of the repository.`,
    );
  const folder = makeFolder();
  const wants = (file: string): boolean => isCode(file, place.prefix);
  const extraction = await extractTree(place, { env: process.env }, { commit, folder, wants });
  if (extraction.is !== 'whole') throw new UserError(await whyNot(git, place, commit, extraction));
  linkPackages(place, folder);
  return { commit, root: path.join(folder, place.prefix), top: folder, topToday: place.top };
}

function isCode(file: string, prefix: string): boolean {
  if (!file.startsWith(prefix)) return true;
  const inside = file.slice(prefix.length);
  return !inside.startsWith('dist/') && !isEnvironmentData(inside);
}

async function whyNot(
  git: Git,
  place: GitPlace,
  commit: string,
  extraction: Exclude<Extraction, { readonly is: 'whole' }>,
): Promise<string> {
  if (extraction.is === 'incomplete') {
    const line = await fetchContentsLine(git, commit, topmost(extraction.files, place.prefix));
    return `commit is '${commit}', and this partial clone lacks files of it. Fetch them: ${line}`;
  }
  if (extraction.type !== undefined)
    return `commit is '${commit}', which is no commit but a ${extraction.type}. Name a commit: git rev-parse '${shortCommit(commit)}^{commit}'`;
  const line = await fetchCommitLine(git, place, commit);
  if (line !== undefined && place.isShallow)
    return `commit is '${commit}', which this shallow clone lacks. Fetch it: ${line}`;
  const fetching = line === undefined ? '' : `Fetch it, if it was pushed: ${line}. Else name`;
  return `commit is '${commit}', which is no commit of this repository. ${fetching || 'Name'} one that is on the base branch.`;
}

/** The files and folders to fetch, from the repository's folder: a command line has room for few. */
function topmost(files: readonly string[], prefix: string): readonly string[] {
  return [...new Set(files.map((file) => path.posix.relative(prefix, file).replace(/^((?:\.\.\/)*[^/]+).*$/, '$1')))];
}

/** As Node looks for packages: from the repository's folder up. */
function linkPackages({ top, prefix }: GitPlace, folder: string): void {
  const inside = prefix.split('/').filter((name) => name !== '');
  const depths = [...inside.map((_, depth) => inside.slice(0, depth + 1).join('/')), ''];
  for (const depth of depths) {
    const packages = path.join(top, depth, 'node_modules');
    const link = path.join(folder, depth, 'node_modules');
    if (existsSync(packages) && !existsSync(link) && existsSync(path.dirname(link)))
      symlinkSync(packages, link, 'junction');
  }
}

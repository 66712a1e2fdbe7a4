import { PREVIEWS_FOLDER } from '../../../environment/previews/preview-file.ts';
import { UserError, type Finding } from '../../../errors.ts';
import { blobId } from '../../../git/blob-id.ts';
import { fetchContentsLine } from '../../../git/fetch-line.ts';
import type { GitPlace } from '../../../git/git-place.ts';
import type { Git } from '../../../git/git.ts';
import { readBlobs } from '../../../git/read-blobs.ts';
import { listFiles } from '../../../git/read-tree.ts';
import { relateCommits } from '../../../git/relate-commits.ts';
import { DIST, isManifest, type BaseDist } from './base-dist.ts';

export interface NamedCommit {
  readonly commit: string;
  /** What the command line calls it. */
  readonly name: string;
}

/** What a commit has in the folder of `git`, of which everything has to be there. */
export async function openCommit(git: Git, { prefix, format }: GitPlace, base: NamedCommit): Promise<BaseDist> {
  const { commit, name } = base;
  const ids = new Map<string, string>();
  for (const folder of [DIST, PREVIEWS_FOLDER])
    for (const [file, { type, mode, id }] of await listFiles(git, commit, `${prefix}${folder}`))
      if (type === 'blob' && mode !== LINK && isManifest(file)) ids.set(file.slice(prefix.length), id);
  return {
    name,
    files: [...ids.keys()],
    // What is the same is never read.
    isSame: (file, text) => ids.get(file) === blobId(text, format),
    async read(files) {
      const wanted = new Map(files.map((file) => [file, ids.get(file) ?? '']));
      const texts = await readBlobs(git, wanted.values());
      const lacking = files.find((file) => !texts.has(wanted.get(file) ?? ''));
      if (lacking !== undefined) throw await lackingContent(git, base, lacking);
      return new Map([...wanted].map(([file, id]) => [file, texts.get(id) ?? '']));
    },
    notes: () => aheadNotes(git, base),
  };
}

const LINK = '120000';

/** A partial clone: as if the file had held nothing would be the wrong answer. */
async function lackingContent(git: Git, { commit, name }: NamedCommit, file: string): Promise<UserError> {
  const line = await fetchContentsLine(git, commit, [DIST, PREVIEWS_FOLDER]);
  return new UserError(`--base '${name}': this clone lacks the content of ${file}. Fetch it: ${line}`);
}

async function aheadNotes(git: Git, { commit, name }: NamedCommit): Promise<readonly Finding[]> {
  const head = await git.tryRun(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const relation = head.code === 0 ? await relateCommits(git, commit, head.out.trim()) : 'unknown';
  if (relation !== 'descendant' && relation !== 'diverged') return [];
  const message = `--base ${name}: has commits that HEAD has not. What came with them looks as if it went: merge ${name} first, or compare with what both have, --base "$(git merge-base HEAD ${name})".`;
  return [{ rule: 'change/base-ahead', severity: 'warning', message }];
}

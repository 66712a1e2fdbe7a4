import type { Git } from './git.ts';

export interface CommitRequest {
  /** The one parent. */
  readonly parent: string;
  /** Path from the root to the whole text; undefined removes the file. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly message: string;
  readonly author: Author;
  /** Seconds since 1970. */
  readonly time: number;
}

export interface Author {
  readonly name: string;
  readonly email: string;
}

/** The line of a commit's message that says which tree it was made with: a commit that somebody amended no longer holds what it says. */
const TRAILER = 'Kumiki-Tree';

/**
 * Makes a commit out of texts, without a work tree and without the contents of any other file.
 *
 * @returns the commit; undefined where it would change nothing
 */
export async function writeCommit(git: Git, request: CommitRequest): Promise<string | undefined> {
  const draft = 'refs/kumiki/draft';
  await git.run(['fast-import', '--quiet', '--force'], fastImport(draft, request));
  const [tree = '', before] = (await git.run(['rev-parse', `${draft}^{tree}`, `${request.parent}^{tree}`])).split('\n');
  await git.run(['update-ref', '-d', draft]);
  if (tree === before) return undefined;
  const { name, email } = request.author;
  const header = `tree ${tree}\nparent ${request.parent}\n`;
  const who = `${plain(name)} <${plain(email)}> ${request.time} +0000`;
  const text = `${header}author ${who}\ncommitter ${who}\n\n${request.message.trimEnd()}\n\n${TRAILER}: ${tree}\n`;
  return git.run(['hash-object', '-t', 'commit', '-w', '--stdin'], text);
}

/** Whether a commit is one that {@link writeCommit} made, as it made it. */
export async function isOurCommit(git: Git, commit: string): Promise<boolean> {
  const [tree = '', ...message] = (await git.run(['show', '--no-patch', '--format=%T%n%B', commit])).split('\n');
  return message.includes(`${TRAILER}: ${tree}`);
}

/** https://git-scm.com/docs/git-fast-import#_input_format */
function fastImport(ref: string, { parent, files }: CommitRequest): string {
  const changes = [...files].map(([path, text]) =>
    text === undefined
      ? `D ${quoted(path)}\n`
      : `M 100644 inline ${quoted(path)}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  return `commit ${ref}\ncommitter draft <draft@invalid> 0 +0000\ndata 0\nfrom ${parent}\n${changes.join('')}\ndone\n`;
}

function quoted(path: string): string {
  return JSON.stringify(path);
}

/** What a name may not hold in a commit. */
function plain(text: string): string {
  return text.replaceAll(/[<>\n\0]/g, '').trim();
}

import { UserError } from '../errors.ts';
import type { ProcessResult } from '../run-process.ts';
import { Git, GitFailure, type GitOptions } from './git.ts';
import type { RemoteAddress } from './remote-address.ts';
import { remoteFailureOf, type RemoteFailure } from './remote-failure.ts';

export interface CloneOptions extends GitOptions {
  /** What a token has to be allowed, in its host's words, for messages. */
  readonly rights?: string | undefined;
}

/** A clone of one branch of a remote, and of branches of ours there: history and folders without contents, which come when they are asked for. */
export class Clone {
  readonly git: Git;
  readonly remote: RemoteAddress;
  /** The branch that changes go to: `main`. */
  readonly base: string;
  readonly #rights: string | undefined;

  private constructor(git: Git, remote: RemoteAddress, base: string, rights: string | undefined) {
    this.git = git;
    this.remote = remote;
    this.base = base;
    this.#rights = rights;
  }

  /** @param folder an empty one */
  static async init(folder: string, remote: RemoteAddress, base: string, options: CloneOptions): Promise<Clone> {
    const git = new Git(folder, options);
    await git.run(['init', '--quiet', '.']);
    await git.run(['config', '--local', '--add', 'remote.origin.url', remote.url]);
    await git.run(['config', '--local', 'remote.origin.promisor', 'true']);
    await git.run(['config', '--local', 'remote.origin.partialclonefilter', 'blob:none']);
    // A maintenance of its own would outlive the folder.
    await git.run(['config', '--local', 'gc.auto', '0']);
    return new Clone(git, remote, base, options.rights);
  }

  /**
   * Fetches the base and all branches below `kumiki/`, and forgets those that are gone.
   *
   * @returns the commit at the tip of the base
   * @throws a {@link GitFailure}, which says whether another attempt may help; a UserError where there is no such branch
   */
  async fetch(): Promise<string> {
    const flags = ['--quiet', '--prune', '--no-tags', '--no-auto-gc', '--filter=blob:none'];
    const result = await this.git.tryRun([
      'fetch',
      ...flags,
      'origin',
      `+refs/heads/${this.base}:refs/remotes/origin/${this.base}`,
      '+refs/heads/kumiki/*:refs/remotes/origin/kumiki/*',
    ]);
    if (result.code === 0) return this.git.run(['rev-parse', '--verify', `refs/remotes/origin/${this.base}^{commit}`]);
    if (result.err.includes("couldn't find remote ref")) throw await this.#noBase();
    throw this.#error(result, 'read it');
  }

  /** The commit at the tip of a branch of the remote, as it was fetched; undefined where there is none. */
  async tipOf(branch: string): Promise<string | undefined> {
    const { code, out } = await this.git.tryRun(['rev-parse', '--verify', '--quiet', `refs/remotes/origin/${branch}`]);
    return code === 0 ? out.trim() : undefined;
  }

  /**
   * Sets a branch of the remote, if it still is where it was.
   *
   * @param commit undefined removes it
   * @param before undefined where there was none
   * @throws a {@link GitFailure}, which says whether another attempt may help
   */
  async push(branch: string, commit: string | undefined, before: string | undefined): Promise<void> {
    const ref = `refs/heads/${branch}`;
    const flags = ['--quiet', '--no-verify', `--force-with-lease=${ref}:${before ?? ''}`];
    const result = await this.git.tryRun(['push', ...flags, 'origin', `${commit ?? ''}:${ref}`]);
    if (result.code !== 0) throw this.#error(result, `push ${branch}`);
  }

  #error({ err }: ProcessResult, what: string): GitFailure {
    return new GitFailure(`${this.remote.url}: ${MESSAGES[remoteFailureOf(err)](what, this.#rights)}`, err);
  }

  async #noBase(): Promise<UserError> {
    const { out } = await this.git.tryRun(['ls-remote', '--heads', 'origin']);
    const names = [...out.matchAll(/\trefs\/heads\/(.+)$/gm)].flatMap(([, name]) => name ?? []);
    const there = names.filter((name) => !name.startsWith('kumiki/')).slice(0, 10);
    return new UserError(
      there.length === 0
        ? `${this.remote.url}: is empty. Push a branch '${this.base}' with environments first.`
        : `--base '${this.base}' is no branch of ${this.remote.url}. There are: ${there.join(', ')}.`,
    );
  }
}

const MESSAGES: Readonly<Record<RemoteFailure, (what: string, rights?: string) => string>> = {
  race: () => 'somebody else changes it at the same time. Run the command again.',
  transient: () => 'cannot be reached at the moment. Run the command again.',
  unauthorized: (what, rights) =>
    `git may not ${what}. Give a token that may, of this one repository${rights === undefined ? '' : ` (${rights})`}, in KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.`,
  protected: (what) => `its rules forbid to ${what}. Let the token's user make branches below kumiki/.`,
  missing: () => 'there is no such repository, or this token cannot see it. Check --repository.',
  other: (what) => `git could not ${what}.`,
};

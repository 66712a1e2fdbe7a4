import { rmSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.ts';
import type { ProcessResult } from '../process/run-process.ts';
import { Git, GitFailure, type GitOptions } from './git.ts';
import { initRepository } from './init-repository.ts';
import type { ObjectFormat } from './object-format.ts';
import { quietSsh } from './quiet-ssh.ts';
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
    const env = await quietSsh(folder, options.env);
    const clone = new Clone(new Git(folder, { ...options, env, isOurs: true }), remote, base, options.rights);
    await clone.#init('sha1');
    return clone;
  }

  /**
   * Fetches the base and all branches below `kumiki/`, and forgets those that are gone.
   *
   * @returns the commit at the tip of the base
   * @throws a {@link GitFailure}, which says whether another attempt may help; a UserError where there is no such branch
   */
  async fetch(): Promise<string> {
    const first = await this.#tryFetch();
    // Most repositories have the other: what the remote's is, it says only when it is asked.
    const isOther = first.code !== 0 && /mismatched algorithms: client sha1; server sha256/.test(first.err);
    const result = isOther ? await this.#fetchAs('sha256') : first;
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

  async #init(format: ObjectFormat): Promise<void> {
    const { git } = this;
    await initRepository(git, format);
    await git.run(['config', '--local', '--add', 'remote.origin.url', this.remote.url]);
    await git.run(['config', '--local', 'remote.origin.promisor', 'true']);
    await git.run(['config', '--local', 'remote.origin.partialclonefilter', 'blob:none']);
  }

  async #fetchAs(format: ObjectFormat): Promise<ProcessResult> {
    rmSync(path.join(this.git.folder, '.git'), { recursive: true, force: true });
    await this.#init(format);
    return this.#tryFetch();
  }

  #tryFetch(): Promise<ProcessResult> {
    const flags = ['--quiet', '--prune', '--no-tags', '--no-auto-gc', '--filter=blob:none'];
    return this.git.tryRun([
      'fetch',
      ...flags,
      'origin',
      `+refs/heads/${this.base}:refs/remotes/origin/${this.base}`,
      '+refs/heads/kumiki/*:refs/remotes/origin/kumiki/*',
    ]);
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

import { existsSync } from 'node:fs';
import path from 'node:path';
import { TOKEN_USERS } from '../../forge/detect-host.ts';
import type { Forge } from '../../forge/forge.ts';
import { openForge } from '../../forge/open-forge.ts';
import { checkOut } from '../../git/check-out.ts';
import { Clone } from '../../git/clone.ts';
import { remoteEnvironment } from '../../git/remote-environment.ts';
import type { Author } from '../../git/write-commit.ts';
import type { Clock } from '../../http/clock.ts';
import type { Io } from '../io.ts';
import { installPackages } from './install-packages.ts';
import { noManifests } from './no-manifests.ts';
import { PUSH_RIGHTS } from './push-rights.ts';
import { withoutTokens } from './read-token.ts';
import { RepositoryKumiki } from './repository-kumiki.ts';
import { fetchPromoted } from './fetch-promoted.ts';
import { findTarget } from './find-target.ts';
import type { ChangeOptions } from './change-options.ts';
import type { RepositorySettings } from '../../config/define-config.ts';
import { tellUnpushed } from './tell-unpushed.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { clockOf } from '../clock-of.ts';

/** A change of the manifest repository that is under way: a clone of it, and its host. */
export class ChangeSession {
  readonly clone: Clone;
  /** Undefined for plain git, where a branch is all there is. */
  readonly forge: Forge | undefined;
  readonly author: Author;
  readonly clock: Clock;
  readonly #env: Io['env'];
  readonly #known = new Map<string, Promise<unknown>>();
  /** Its environments are loaded once, however many of them a change is about. */
  #opened: { readonly commit: string; readonly kumiki: RepositoryKumiki } | undefined;

  constructor(clone: Clone, forge: Forge | undefined, io: Io) {
    this.clone = clone;
    this.forge = forge;
    this.#env = io.env;
    this.clock = clockOf(io);
    this.author = {
      name: io.env['GIT_AUTHOR_NAME'] ?? 'kumiki',
      email: io.env['GIT_AUTHOR_EMAIL'] ?? 'kumiki@users.noreply.invalid',
    };
  }

  /** What work gives; done once for each name, unless it fails: the next attempt may succeed. */
  once<T>(name: string, work: () => Promise<T>): Promise<T> {
    const known = this.#known.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const result = work();
    this.#known.set(name, result);
    result.catch(() => this.#known.delete(name));
    return result;
  }

  /** The sources of a commit with the data of these environments, and what renders them. */
  async openKumiki(commit: string, environments: readonly string[]): Promise<RepositoryKumiki> {
    await checkOut(this.clone, commit, environments);
    if (!existsSync(path.join(this.clone.git.folder, 'environments'))) throw noManifests(this.clone);
    await fetchPromoted(this.clone, commit, environments);
    if (this.#opened?.commit === commit) return this.#opened.kumiki;
    await this.close();
    await installPackages(this.clone.git.folder, withoutTokens(this.#env));
    const kumiki = await RepositoryKumiki.open(this.clone.git.folder, this.#env);
    this.#opened = { commit, kumiki };
    return kumiki;
  }

  async close(): Promise<void> {
    await this.#opened?.kumiki.close();
    this.#opened = undefined;
  }
}

/** Runs work on a clone that goes with it. */
export async function withSession<T>(
  options: ChangeOptions,
  settings: RepositorySettings,
  io: Io,
  work: (session: ChangeSession) => Promise<T>,
): Promise<T> {
  const { remote, host, api, base, token } = await findTarget(options, settings, io);
  if (options.repository === undefined) await tellUnpushed({ remote, base }, options, io);
  const clock = clockOf(io);
  const forge =
    host === 'git' || api === undefined
      ? undefined
      : await openForge(host, { api, project: remote.project, token, env: io.env, clock });
  return withTemporaryFolder(async (folder) => {
    const env = remoteEnvironment(io.env, remote, token, TOKEN_USERS[host]);
    const secrets = token === undefined ? [] : [token];
    const clone = await Clone.init(folder, remote, base, { env, secrets, rights: PUSH_RIGHTS[host] });
    const session = new ChangeSession(clone, forge, io);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  });
}

import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { runGit } from '../servers/git/run-git.ts';

/** A bare repository, and a clone that changes it: as a person at a desk would. */
export class Remote {
  /** The bare repository. */
  readonly url: string;
  /** The clone. */
  readonly desk: string;

  constructor(url: string, desk: string) {
    this.url = url;
    this.desk = desk;
  }

  /** Commits files, and pushes them; undefined removes one. Gives the commit. */
  async commit(
    files: Readonly<Record<string, string | undefined>>,
    branch = 'main',
    message = 'Change',
  ): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.desk, name);
      if (text === undefined) rmSync(file);
      else {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message', message);
    await this.git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    return this.git('rev-parse', 'HEAD');
  }

  git(...args: readonly string[]): Promise<string> {
    return runGit(this.desk, args);
  }

  /** In the bare repository. */
  bare(...args: readonly string[]): Promise<string> {
    return runGit(this.url, args);
  }

  /** The branches of the bare repository but main. */
  async branches(): Promise<readonly string[]> {
    const out = await this.bare('for-each-ref', '--format=%(refname:short)', 'refs/heads');
    return out.split('\n').filter((name) => name !== '' && name !== 'main');
  }
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A remote that serves contents on demand, with one commit of these files on main. */
export function makeRemote(files: Readonly<Record<string, string>> = { 'README.md': 'one\n' }): Promise<Remote> {
  return makeRemoteIn(temporaryFolder(), files);
}

/** The same in a folder of the caller's. */
export async function makeRemoteIn(folder: string, files: Readonly<Record<string, string>>): Promise<Remote> {
  const remote = remoteIn(folder);
  await runGit(folder, ['init', '--quiet', '--bare', '--initial-branch=main', remote.url]);
  await runGit(remote.url, ['config', 'uploadpack.allowFilter', 'true']);
  await runGit(folder, ['clone', '--quiet', remote.url, remote.desk]);
  await remote.git('checkout', '--quiet', '-B', 'main');
  await remote.commit(files);
  return remote;
}

/** A copy of one that was made in a folder. */
export async function copyRemote(from: string): Promise<Remote> {
  const folder = temporaryFolder();
  cpSync(from, folder, { recursive: true });
  const remote = remoteIn(folder);
  await remote.git('remote', 'set-url', 'origin', remote.url);
  return remote;
}

function remoteIn(folder: string): Remote {
  return new Remote(path.join(folder, 'remote.git'), path.join(folder, 'desk'));
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runGit, signedIn } from '../../servers/git/run-git.ts';
import type { GiteaClient } from '../../servers/gitea-client.ts';
import type { RunFolder } from '../../servers/run-folder.ts';
import { PROJECT } from './people.ts';

/** A clone of the manifest repository that somebody works in. */
export class Desk {
  readonly folder: string;
  readonly #env: Readonly<Record<string, string>>;

  private constructor(folder: string, { url, name, token }: GiteaClient) {
    this.folder = folder;
    const email = `${name}@example.com`;
    this.#env = {
      ...signedIn(url, name, token),
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
    };
  }

  static async clone(run: RunFolder, person: GiteaClient): Promise<Desk> {
    const desk = new Desk(mkdtempSync(path.join(run.folder('desks'), `${person.name}-`)), person);
    await desk.git('clone', '--quiet', `${person.url}/${PROJECT}.git`, '.');
    return desk;
  }

  git(...args: readonly string[]): Promise<string> {
    return runGit(this.folder, args, this.#env);
  }

  /** Checks a branch of the remote out, as it is now. */
  async checkOut(branch: string): Promise<void> {
    await this.git('fetch', '--quiet', '--prune', 'origin');
    await this.git('checkout', '--quiet', '--force', '-B', branch, `origin/${branch}`);
  }

  write(files: Readonly<Record<string, string | Buffer | undefined>>): void {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      if (content === undefined) rmSync(file);
      else {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
  }

  /** Commits what lies there, and pushes it to a branch. */
  async push(branch: string, message: string): Promise<string> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', `--message=${message}`);
    await this.git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
    return this.git('rev-parse', 'HEAD');
  }

  /** Packages that are installed already. */
  link(modules: string): void {
    symlinkSync(modules, path.join(this.folder, 'node_modules'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

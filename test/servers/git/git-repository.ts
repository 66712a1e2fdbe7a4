import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runGit } from './run-git.ts';

/** A repository of the git server, and the clone that a test changes it with. Each change is one commit on main, pushed. */
export class GitRepository {
  readonly url: string;
  /** The clone. */
  readonly folder: string;

  private constructor(url: string, folder: string) {
    this.url = url;
    this.folder = folder;
  }

  static async clone(url: string, folder: string): Promise<GitRepository> {
    await runGit('/', ['clone', '--quiet', url, folder]);
    return new GitRepository(url, folder);
  }

  /**
   * The files of a folder instead of all that was there: `replace('dist', 'path/of/dist')`.
   *
   * @param edit what becomes of each file's text
   */
  async replace(target: string, source: string, edit: (text: string) => string = (text) => text): Promise<string> {
    const to = path.join(this.folder, target);
    rmSync(to, { recursive: true, force: true });
    for (const file of filesOf(source)) {
      mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
      writeFileSync(path.join(to, file), edit(readFileSync(path.join(source, file), 'utf8')));
    }
    return this.#push(`Replace ${target}`);
  }

  /** Writes files; undefined removes one. */
  async write(files: Readonly<Record<string, string | undefined>>, message = 'Change'): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      if (text === undefined) rmSync(file);
      else {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    return this.#push(message);
  }

  /** `git revert` of the last commit, or of the one named. Gives the new commit. */
  async revert(commit = 'HEAD'): Promise<string> {
    await runGit(this.folder, ['revert', '--no-edit', commit]);
    return this.#pushed();
  }

  head(): Promise<string> {
    return runGit(this.folder, ['rev-parse', 'HEAD']);
  }

  async #push(message: string): Promise<string> {
    await runGit(this.folder, ['add', '--all']);
    await runGit(this.folder, ['commit', '--quiet', '--message', message]);
    return this.#pushed();
  }

  async #pushed(): Promise<string> {
    await runGit(this.folder, ['push', '--quiet', 'origin', 'HEAD:refs/heads/main']);
    return this.head();
  }
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

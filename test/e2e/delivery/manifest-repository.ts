import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { runKumiki } from '../../cli/run-kumiki.ts';
import { runGit } from '../../servers/git/run-git.ts';
import type { RunFolder } from '../../servers/run-folder.ts';

/** A manifest repository as its users have it: sources, what is rendered of them, and a remote that the CD tool pulls from. */
export class ManifestRepository {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
    this.write('package.json', '{ "private": true, "type": "module" }\n');
    this.write('.gitignore', 'node_modules\ndist/.kumiki\n');
  }

  /**
   * @param run where it lies: it goes with the run
   * @param remote an empty repository
   */
  static async start(run: RunFolder, remote: string): Promise<ManifestRepository> {
    const repository = new ManifestRepository(realpathSync(run.folder('manifests')));
    await repository.#git('init', '--quiet', '--initial-branch=main');
    await repository.#git('remote', 'add', 'origin', remote);
    return repository;
  }

  write(file: string, text: string): void {
    const absolute = path.join(this.root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  }

  remove(file: string): void {
    rmSync(path.join(this.root, file));
  }

  /** Renders, commits and pushes. */
  async release(message: string): Promise<void> {
    await this.kumiki('synth');
    await this.push(message);
  }

  /** Commits and pushes what lies there, rendered or not. Gives the commit. */
  async push(message: string): Promise<string> {
    await this.#git('add', '--all');
    await this.#git('commit', '--quiet', `--message=${message}`);
    await this.#git('push', '--quiet', 'origin', 'main');
    return this.#git('rev-parse', 'HEAD');
  }

  /** Takes the last commit back with a new one, and pushes that. */
  async revert(): Promise<void> {
    await this.#git('revert', '--no-edit', 'HEAD');
    await this.#git('push', '--quiet', 'origin', 'main');
  }

  /** The objects that the platform applies once. */
  async bootstrap(environment: string): Promise<readonly KubernetesObject[]> {
    const out = await this.kumiki('bootstrap', '--env', environment, '--json');
    return (JSON.parse(out) as { readonly objects: readonly KubernetesObject[] }).objects;
  }

  /** What a command prints; a refusal is an error with its words. */
  async kumiki(...args: readonly string[]): Promise<string> {
    const { code, out, err } = await runKumiki(this.root, args);
    if (code !== 0) throw new Error(`kumiki ${args.join(' ')}: ${code}\n${out}${err}`);
    return out;
  }

  #git(...args: readonly string[]): Promise<string> {
    return runGit(this.root, args);
  }
}

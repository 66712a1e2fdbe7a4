import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { RenderAnswer, RenderRequest } from '../../change/render-answer.ts';
import { RemoteError, UserError } from '../../errors.ts';
import { fieldsOf, isFields } from '../../fields.ts';
import { runProcess } from '../../process/run-process.ts';
import { RendererProcess } from './renderer-process.ts';

/** The variables that what runs code of the repository gets: no token is among them. */
const PASSED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG'];

/** The kumiki of a checked-out repository, of the version that it has locked, in processes of its own. */
export class RepositoryKumiki {
  readonly #root: string;
  readonly #program: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  #renderer: Promise<RendererProcess> | undefined;

  private constructor(root: string, program: string, env: Readonly<Record<string, string | undefined>>) {
    this.#root = root;
    this.#program = program;
    this.#env = env;
  }

  /** @param root with its packages installed */
  static async open(root: string, env: Readonly<Record<string, string | undefined>>): Promise<RepositoryKumiki> {
    const passed = Object.fromEntries(PASSED.map((name) => [name, env[name]]));
    return new RepositoryKumiki(root, await findCommand(root, passed), passed);
  }

  /** The policy of every environment, as it says it. */
  async environments(): Promise<readonly unknown[]> {
    const { environments } = await this.#open();
    return environments;
  }

  /** Throws a UserError with what is wrong in it. */
  async render(request: RenderRequest): Promise<RenderAnswer> {
    const renderer = await this.#open();
    try {
      return await renderer.render(request);
    } catch (error) {
      // One that has failed answers nothing more: another does the next.
      this.#renderer = undefined;
      await renderer.end();
      throw error;
    }
  }

  /**
   * Renders into `dist/`. Throws a UserError with what is wrong.
   *
   * @param environments undefined for all
   */
  async synth(environments?: readonly string[]): Promise<void> {
    const args = ['synth', ...(environments ?? []).flatMap((name) => ['--env', name])];
    const { error, findings } = fieldsOf(JSON.parse(await this.#run(args)));
    const found = Array.isArray(findings) ? findings.map(fieldsOf) : [];
    const mistakes = found.filter(({ severity }) => severity === 'error').map(({ message }) => String(message));
    if (typeof error === 'string') mistakes.push(error);
    if (mistakes.length > 0) throw new UserError([...new Set(mistakes)].join('\n'));
  }

  /** Nothing of it goes on after that. */
  async close(): Promise<void> {
    const renderer = await this.#renderer?.catch(() => undefined);
    await renderer?.end();
  }

  #open(): Promise<RendererProcess> {
    this.#renderer ??= RendererProcess.start(this.#program, this.#root, this.#env);
    return this.#renderer;
  }

  /** What it prints on standard output, which is one JSON document also where it finds a mistake. */
  async #run(args: readonly string[]): Promise<string> {
    const all = [this.#program, '--json', ...args];
    const { out, err } = await runProcess(process.execPath, all, { cwd: this.#root, env: this.#env });
    if (out.trimStart().startsWith('{')) return out;
    throw new RemoteError(
      `kumiki ${args[0]} failed in the manifest repository:\n${err.trim().replaceAll(/^/gm, '  ')}`,
    );
  }
}

/** The file of the command: a package of the repository, or the repository itself where that is kumiki. */
async function findCommand(root: string, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const installed = commandOf(path.join(root, 'node_modules', 'kumiki'));
  if (installed !== undefined) return installed;
  const own = readPackage(root)['name'] === 'kumiki' ? commandOf(root) : undefined;
  if (own === undefined)
    throw new UserError(
      'package.json: the manifest repository does not depend on kumiki, so nothing renders it. Add it: npm install --save-dev kumiki',
    );
  if (!existsSync(own)) {
    const { code, err } = await runProcess('npm', ['run', '--silent', 'prepare'], { cwd: root, env });
    if (code !== 0) throw new RemoteError(`npm run prepare failed in the manifest repository:\n${err.trim()}`);
  }
  return own;
}

function commandOf(folder: string): string | undefined {
  const { bin } = readPackage(folder);
  const file = isFields(bin) ? bin['kumiki'] : bin;
  return typeof file === 'string' ? path.join(folder, file) : undefined;
}

function readPackage(folder: string): Readonly<Record<string, unknown>> {
  const file = path.join(folder, 'package.json');
  return existsSync(file) ? fieldsOf(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

import path from 'node:path';
import { CI_HOSTS } from '../../../ci/hosts.ts';
import type { Recipe } from '../../../ci/recipe.ts';
import { didYouMean } from '../../../did-you-mean.ts';
import { UserError } from '../../../errors.ts';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { version } from '../../own-package.ts';
import { compareFiles, type ComparedFile } from './compare-files.ts';
import { readApplicationOptions, readManifestOptions } from './read-options.ts';
import { writeRecipe } from './write-recipe.ts';

export interface CiCommandOptions extends GlobalOptions {
  readonly for: string;
  readonly out?: string | undefined;
  readonly repository?: string | undefined;
  readonly host?: string | undefined;
  readonly api?: string | undefined;
  readonly app?: string | undefined;
  readonly base: string;
  readonly check?: true | undefined;
  readonly force?: true | undefined;
}

/** The CI files of a host: written, printed, or compared with what is there. */
export function ciCommand(host: string, options: CiCommandOptions, io: Io): number {
  const recipe = recipeOf(host, options);
  const folder = folderOf(options, io);
  if (folder === undefined) {
    print(recipe, options, io);
    return EXIT.done;
  }
  const compared = compareFiles(folder, recipe);
  if (options.check === true) {
    conclude(compared, options, io);
    return compared.some(({ action }) => action !== 'unchanged') ? EXIT.differs : EXIT.done;
  }
  refuseForeign(compared, options);
  writeRecipe(folder, recipe, compared);
  conclude(compared, options, io);
  return EXIT.done;
}

function recipeOf(name: string, options: CiCommandOptions): Recipe {
  const host = CI_HOSTS.get(name);
  if (host === undefined) {
    const near = didYouMean(name, CI_HOSTS.keys());
    throw new UserError(
      `'${name}' is no CI host that there is a recipe for.${near === undefined ? '' : ` Did you mean ${near}?`} There are: ${[...CI_HOSTS.keys()].join(', ')}.`,
    );
  }
  if (options.for === 'app') return host.application({ ...readApplicationOptions(options), version });
  if (options.for === 'manifests') return host.manifests(readManifestOptions(options, name));
  throw new UserError(`--for is '${options.for}'. It is manifests, for this repository, or app.`);
}

/** Undefined where the recipe is printed. */
function folderOf(options: CiCommandOptions, io: Io): string | undefined {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const isCompared = options.check === true || options.force === true;
  const out = options.out ?? (options.for === 'app' && !isCompared ? '-' : undefined);
  if (out !== '-') {
    if (out !== undefined) return path.resolve(cwd, out);
    return options.for === 'app' ? cwd : findRepository(cwd);
  }
  if (isCompared)
    throw new UserError('--out is -, which prints. Name a folder with --check or --force, or leave --out out.');
  return undefined;
}

function refuseForeign(compared: readonly ComparedFile[], { force }: CiCommandOptions): void {
  const foreign = compared.filter(({ action }) => action === 'updated');
  if (force === true || foreign.length === 0) return;
  throw new UserError(
    `${foreign.map((file) => file.path).join(', ')}: ${foreign.length === 1 ? 'is' : 'are'} there, and not what this recipe gives. Look at it with --out -, and write over what is there with --force. Nothing was written.`,
  );
}

/** Several files are told apart by a line before each. */
function print(recipe: Recipe, { json }: CiCommandOptions, io: Io): void {
  const files = Object.entries(recipe);
  if (json === true) {
    io.out(
      `${JSON.stringify({ files: files.map(([file, text]) => ({ path: file, action: 'printed', text })) }, undefined, 2)}\n`,
    );
    return;
  }
  for (const [file, text] of files) io.out(files.length === 1 ? text : `==> ${file} <==\n${text}\n`);
}

function conclude(compared: readonly ComparedFile[], { json, quiet, check }: CiCommandOptions, io: Io): void {
  if (json === true) {
    io.out(`${JSON.stringify({ files: compared }, undefined, 2)}\n`);
    return;
  }
  if (quiet === true) return;
  const words = check === true ? { created: 'missing', updated: 'differs', unchanged: 'unchanged' } : undefined;
  for (const { path: file, action } of compared) io.out(`${file}: ${words?.[action] ?? action}\n`);
}

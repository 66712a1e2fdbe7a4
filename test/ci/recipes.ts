import { parseAllDocuments } from 'yaml';
import { CI_HOSTS } from '../../lib/ci/hosts.ts';

export interface RecipeFile {
  readonly host: string;
  readonly kind: 'manifests' | 'application';
  readonly file: string;
  readonly text: string;
}

export const MANIFEST_OPTIONS = { base: 'main', repository: undefined, host: undefined, api: undefined };

export const APPLICATION_OPTIONS = {
  application: 'users',
  repository: 'https://git.example.com/acme/manifests.git',
  host: undefined,
  api: undefined,
  base: 'main',
  version: '1.2.3',
};

/** Every file of every recipe. */
export const recipeFiles: readonly RecipeFile[] = [...CI_HOSTS].flatMap(([host, recipes]) => [
  ...filesOf(host, 'manifests', recipes.manifests(MANIFEST_OPTIONS)),
  ...filesOf(host, 'application', recipes.application(APPLICATION_OPTIONS)),
]);

export const yamlFiles = recipeFiles.filter(({ file }) => /\.ya?ml$/.test(file));
export const jenkinsFiles = recipeFiles.filter(({ host }) => host === 'jenkins');

/** The documents of a file as plain data. */
export function documentsOf({ text, file }: RecipeFile): readonly unknown[] {
  return parseAllDocuments(text, { strict: true, uniqueKeys: true }).map((document) => {
    if (document.errors.length + document.warnings.length > 0)
      throw new Error(`${file}: ${[...document.errors, ...document.warnings].join('\n')}`);
    return document.toJS() as unknown;
  });
}

/** One file by its end. */
export function fileOf(host: string, kind: RecipeFile['kind'], name: string): RecipeFile {
  const found = recipeFiles.find((one) => one.host === host && one.kind === kind && one.file.endsWith(name));
  if (found === undefined) throw new Error(`${host}: there is no ${name}`);
  return found;
}

function filesOf(host: string, kind: RecipeFile['kind'], recipe: Readonly<Record<string, string>>) {
  return Object.entries(recipe).map(([file, text]) => ({ host, kind, file, text }));
}

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../errors.ts';
import type { PreviewFile } from '../previews/preview-file.ts';
import { previewsAmong } from '../previews/previews.ts';
import { withPurityGuard } from '../purity/with-purity-guard.ts';
import type { Bundle } from './bundle.ts';
import type { ModuleOfEnvironments } from './check-exports.ts';
import { explainImportError } from './explain-error.ts';
import type { BundleFile } from './import-bundle.ts';
import type { LoadOptions } from './load-environments.ts';
import { settle } from './settle.ts';
import type { Modules } from './share-own-modules.ts';
import type { SourceMapper } from './source-mapper.ts';
import { UnheardRejections } from './unheard-rejections.ts';

/**
 * Imports each file of a bundle; what one throws keeps none of the others from being read.
 *
 * @param previews what `previews()` gives to this bundle, and to no other
 */
export async function importFiles(
  file: BundleFile,
  bundle: Bundle,
  mapper: SourceMapper,
  previews: readonly PreviewFile[],
  { patience }: LoadOptions,
  problems: string[],
): Promise<readonly ModuleOfEnvironments[]> {
  const modules: ModuleOfEnvironments[] = [];
  const rejections = new UnheardRejections();
  const told = problems.length;
  const tell = (error: unknown, where: string): void => {
    rejections.heard(error);
    const explained = explainImportError(error, mapper, where);
    if (!(explained instanceof UserError)) throw explained;
    problems.push(explained.message);
  };

  try {
    await importPackages(bundle, mapper, tell);
    if (problems.length > told) return [];
    const all = await settle(file.import(), mapper.shown('environments/'), patience);
    all.provide(withPreviewsAmong(bundle.modules, previews));
    for (const [name, load] of all.files) {
      const shown = mapper.shown(name);
      try {
        // One after the other: what a file throws or waits for is its own.
        // oxlint-disable-next-line no-await-in-loop
        modules.push({ file: name, exports: await withPurityGuard(mapper, () => settle(load(), shown, patience)) });
      } catch (error) {
        tell(error, shown);
      }
    }
  } catch (error) {
    tell(error, mapper.shown('environments/'));
  } finally {
    for (const reason of await rejections.stop()) tell(reason, mapper.shown('environments/'));
  }
  return modules;
}

function withPreviewsAmong(modules: Modules, previews: readonly PreviewFile[]): Modules {
  const { kumiki } = Object.fromEntries(modules);
  return kumiki === undefined
    ? modules
    : new Map([...modules, ['kumiki', { ...kumiki, previews: previewsAmong(previews) }]]);
}

/** Before the bundle, where one that throws would be told without the name of who wants it. */
async function importPackages(
  { packages }: Bundle,
  mapper: SourceMapper,
  tell: (error: unknown, where: string) => void,
): Promise<void> {
  for (const [file, { specifier, importer, imported }] of packages) {
    if (!imported) continue;
    try {
      // oxlint-disable-next-line no-await-in-loop
      await import(/* @vite-ignore */ pathToFileURL(file).href);
    } catch (error) {
      const where = path.relative(mapper.root, importer).replaceAll(path.sep, '/');
      tell(error, `${mapper.shown(where)}: the package '${specifier}'`);
    }
  }
}

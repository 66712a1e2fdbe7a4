import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../errors.ts';
import { withPurityGuard } from '../purity/with-purity-guard.ts';
import type { Bundle } from './bundle.ts';
import type { ModuleOfEnvironments } from './check-exports.ts';
import { explainImportError } from './explain-error.ts';
import type { BundleFile } from './import-bundle.ts';
import { settle } from './settle.ts';
import type { SourceMapper } from './source-mapper.ts';
import { UnheardRejections } from './unheard-rejections.ts';

/** Imports each file of a bundle; what one throws keeps none of the others from being read. */
export async function importFiles(
  file: BundleFile,
  bundle: Bundle,
  mapper: SourceMapper,
  patience: number | undefined,
  problems: string[],
): Promise<readonly ModuleOfEnvironments[]> {
  const modules: ModuleOfEnvironments[] = [];
  const rejections = new UnheardRejections();
  const tell = (error: unknown, where: string): void => {
    rejections.heard(error);
    const explained = explainImportError(error, mapper, where);
    if (!(explained instanceof UserError)) throw explained;
    problems.push(explained.message);
  };

  try {
    await importPackages(bundle, mapper.root, tell);
    if (problems.length > 0) return [];
    const all = await settle(file.import(), 'environments/', patience);
    all.provide(bundle.modules);
    for (const [name, load] of all.files) {
      try {
        // One after the other: what a file throws or waits for is its own.
        // oxlint-disable-next-line no-await-in-loop
        modules.push({ file: name, exports: await withPurityGuard(mapper, () => settle(load(), name, patience)) });
      } catch (error) {
        tell(error, name);
      }
    }
  } catch (error) {
    tell(error, 'environments/');
  } finally {
    for (const reason of await rejections.stop()) tell(reason, 'environments/');
  }
  return modules;
}

/** Before the bundle, where one that throws would be told without the name of who wants it. */
async function importPackages(
  { packages }: Bundle,
  root: string,
  tell: (error: unknown, where: string) => void,
): Promise<void> {
  for (const [file, { specifier, importer, imported }] of packages) {
    if (!imported) continue;
    try {
      // oxlint-disable-next-line no-await-in-loop
      await import(/* @vite-ignore */ pathToFileURL(file).href);
    } catch (error) {
      const where = path.relative(root, importer).replaceAll(path.sep, '/');
      tell(error, `${where}: the package '${specifier}'`);
    }
  }
}

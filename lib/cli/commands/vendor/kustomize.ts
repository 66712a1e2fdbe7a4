import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { KUSTOMIZE } from '../../../vendor/tool-version.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { concludeVendor } from './conclude-vendor.ts';
import { crdChoice } from './helm.ts';
import { openProgram } from './program.ts';
import { tryPlace } from './read-tree.ts';
import { renderOverlay } from './render-overlay.ts';
import { prepareRendering } from './prepare-rendering.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { readVendored } from './vendored-folder.ts';

export interface KustomizeCommandOptions extends GlobalOptions {
  readonly as: string;
  readonly crds?: string | undefined;
  readonly kustomize?: string | undefined;
  readonly check?: true | undefined;
}

/** A folder with a kustomization → `vendor/<name>/`. */
export async function vendorKustomizeCommand(dir: string, options: KustomizeCommandOptions, io: Io): Promise<number> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const root = findRepository(cwd);
  return await concludeVendor(root, options, io, () =>
    withTemporaryFolder(async (folder) => {
      const name = options.as;
      const before = readVendored(root, name);
      const place = tryPlace(root, cwd, dir);
      if (place?.isFolder !== true)
        throw new UserError(`${dir}: there is no such folder. Name one with a kustomization.yaml.`);
      const request = { source: place.path, options: { crds: crdChoice(options.crds) } };
      const kustomize = await openProgram(KUSTOMIZE, { named: options.kustomize, cwd, home: folder });
      const rendering = await renderOverlay(request, { root, name, kustomize });
      return [prepareRendering(rendering, { name, before, check: options.check === true })];
    }),
  );
}

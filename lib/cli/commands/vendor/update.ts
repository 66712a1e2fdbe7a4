import path from 'node:path';
import { didYouMean } from '../../../did-you-mean.ts';
import { UserError } from '../../../errors.ts';
import { chartSource } from '../../../vendor/chart-source.ts';
import { HELM, KUSTOMIZE } from '../../../vendor/tool-version.ts';
import type { HelmLock } from '../../../vendor/vendor-lock.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { concludeVendor } from './conclude-vendor.ts';
import { openProgram } from './program.ts';
import { tryPlace } from './read-tree.ts';
import { readValues } from './read-values.ts';
import { refuseCredentials } from './refuse-credentials.ts';
import { renderChart } from './render-chart.ts';
import type { Rendering } from './rendering.ts';
import { renderOverlay } from './render-overlay.ts';
import { prepareRendering, type PreparedVendor } from './prepare-rendering.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { readVendored, vendoredNames, type VendoredFolder } from './vendored-folder.ts';

export interface UpdateCommandOptions extends GlobalOptions {
  readonly version?: string | undefined;
  readonly helm?: string | undefined;
  readonly kustomize?: string | undefined;
  readonly check?: true | undefined;
}

/** Renders again what is vendored, from its locks. All of it, or nothing, is written. */
export async function vendorUpdateCommand(
  names: readonly string[],
  options: UpdateCommandOptions,
  io: Io,
): Promise<number> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const root = findRepository(cwd);
  return await concludeVendor(root, options, io, async () => {
    const chosen = choose(names, vendoredNames(root));
    if (options.version !== undefined && chosen.length !== 1)
      throw new UserError('--version goes with one name: which chart is to have it?');
    const prepared: PreparedVendor[] = [];
    for (const name of chosen) {
      const before = readVendored(root, name);
      if (before === undefined) continue;
      // One program at a time, as each takes a whole core.
      const rendering = await withTemporaryFolder((folder) =>
        render({ root, cwd, name, before, folder, options, today: io.today() }),
      );
      prepared.push(prepareRendering(rendering, { name, before, check: options.check === true }));
    }
    return prepared;
  });
}

interface RenderAgain {
  readonly root: string;
  readonly cwd: string;
  readonly name: string;
  readonly before: VendoredFolder;
  readonly folder: string;
  readonly options: UpdateCommandOptions;
  readonly today: Date;
}

async function render({ root, cwd, name, before: { lock }, folder, options, today }: RenderAgain): Promise<Rendering> {
  if (lock.tool === 'kustomize') {
    if (options.version !== undefined)
      throw new UserError(`${name}: is an overlay, which has no version. Leave --version out.`);
    const kustomize = await openProgram(KUSTOMIZE, { named: options.kustomize, cwd, home: folder });
    return await renderOverlay(lock, { root, name, kustomize });
  }
  const values = readValues(
    root,
    root,
    lock.values.map(({ file }) => file),
  );
  refuseCredentials(values);
  const request = {
    source: chartSource(lock.source, { repository: lock.repository, version: wantedVersion(lock, options) }, (file) =>
      tryPlace(root, root, file),
    ),
    values,
    kubernetes: lock.kubernetes,
    options: lock.options,
  };
  const helm = await openProgram(HELM, { named: options.helm, cwd, home: folder });
  return await renderChart(request, { root, name, helm, folder, today });
}

/** A chart of the repository has the version that it has. */
function wantedVersion(lock: HelmLock, { version }: UpdateCommandOptions): string | undefined {
  const isRemote = lock.repository !== undefined || lock.source.startsWith('oci://');
  return version ?? (isRemote ? lock.version : undefined);
}

function choose(names: readonly string[], all: readonly string[]): readonly string[] {
  if (all.length === 0)
    throw new UserError('vendor/: nothing is vendored here. Start with kumiki vendor helm or kustomize.');
  const unknown = names.find((name) => !all.includes(name));
  if (unknown === undefined) return names.length === 0 ? all : [...new Set(names)];
  const guess = didYouMean(unknown, all);
  throw new UserError(
    `'${unknown}' is not vendored. ${guess === undefined ? `There are: ${all.join(', ')}.` : `Did you mean ${guess}?`}`,
  );
}

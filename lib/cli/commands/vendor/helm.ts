import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { chartSource } from '../../../vendor/chart-source.ts';
import { HELM } from '../../../vendor/tool-version.ts';
import type { CrdChoice, HelmOptions, SealRequest } from '../../../vendor/vendor-lock.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { concludeVendor } from './conclude-vendor.ts';
import { kubernetesVersion } from './default-kubernetes.ts';
import { openProgram } from './program.ts';
import { tryPlace } from './read-tree.ts';
import { readValues } from './read-values.ts';
import { refuseCredentials } from './refuse-credentials.ts';
import { renderChart } from './render-chart.ts';
import { prepareRendering } from './prepare-rendering.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { readVendored } from './vendored-folder.ts';

export interface HelmCommandOptions extends GlobalOptions {
  readonly as: string;
  readonly repo?: string | undefined;
  readonly version?: string | undefined;
  readonly values: readonly string[];
  readonly kubernetes?: string | undefined;
  readonly namespace?: string | undefined;
  readonly release?: string | undefined;
  readonly crds?: string | undefined;
  readonly hooks: readonly string[];
  readonly includeTests?: true | undefined;
  readonly apiVersions: readonly string[];
  readonly allowLookup?: true | undefined;
  readonly plainHttp?: true | undefined;
  readonly sealEnv: readonly string[];
  readonly app?: string | undefined;
  readonly helm?: string | undefined;
  readonly check?: true | undefined;
}

/** A chart → `vendor/<name>/`. */
export async function vendorHelmCommand(chart: string, options: HelmCommandOptions, io: Io): Promise<number> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const root = findRepository(cwd);
  return await concludeVendor(root, options, io, () =>
    withTemporaryFolder(async (folder) => {
      const name = options.as;
      const before = readVendored(root, name);
      const source = chartSource(chart, { repository: options.repo, version: options.version }, (file) =>
        tryPlace(root, cwd, file),
      );
      const values = readValues(root, cwd, options.values);
      refuseCredentials(values);
      const request = {
        source,
        values,
        options: helmOptions(options),
        kubernetes: await kubernetesVersion(root, options.kubernetes),
      };
      const helm = await openProgram(HELM, { named: options.helm, cwd, home: folder });
      const rendering = await renderChart(request, { root, name, helm, folder, today: io.today() });
      return [prepareRendering(rendering, { name, before, check: options.check === true })];
    }),
  );
}

export function crdChoice(crds: string | undefined): CrdChoice {
  if (crds === undefined) return 'included';
  if (crds === 'only' || crds === 'without') return crds;
  throw new UserError(`--crds is '${crds}'. Use only or without, or leave it out.`);
}

function sealRequest({ sealEnv, app }: HelmCommandOptions): SealRequest | undefined {
  if (sealEnv.length === 0 && app === undefined) return undefined;
  if (sealEnv.length > 0 && app !== undefined) return { application: app, environments: sealEnv };
  throw new UserError('--seal-env and --app go together: which application of which environments brings the chart in?');
}

function helmOptions(options: HelmCommandOptions): HelmOptions {
  const release = options.release ?? options.as;
  if (!/^[a-z0-9](?:[-a-z0-9.]{0,51}[a-z0-9])?$/.test(release))
    throw new UserError(
      `--release is '${release}'. Use at most 53 lower-case letters, digits, '-' and '.', with a letter or digit at both ends.`,
    );
  const namespace = options.namespace ?? options.as;
  if (!/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    throw new UserError(
      `--namespace is '${namespace}'. Use at most 63 lower-case letters, digits and '-', with a letter or digit at both ends.`,
    );
  return {
    apiVersions: options.apiVersions,
    crds: crdChoice(options.crds),
    hooks: options.hooks,
    lookup: options.allowLookup === true,
    namespace,
    plainHttp: options.plainHttp === true,
    release,
    seal: sealRequest(options),
    tests: options.includeTests === true,
  };
}

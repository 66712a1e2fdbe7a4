import { UserError } from '../errors.ts';

/** Where a chart comes from. */
export type ChartSource = LocalChart | RemoteChart;

/** In the repository. */
export interface LocalChart {
  readonly type: 'folder' | 'archive';
  readonly source: string;
}

/** In a registry (`oci://…`), or of a name in a repository of charts. */
export interface RemoteChart {
  readonly type: 'registry' | 'repository';
  readonly source: string;
  readonly repository: string | undefined;
  readonly version: string | undefined;
}

export interface ChartSourceOptions {
  readonly repository: string | undefined;
  readonly version: string | undefined;
}

/**
 * What CHART of the command line means.
 *
 * @param local how a path of the repository is written from its root; undefined where there is no such file or folder
 * @throws a UserError where it means nothing, or nothing that gives the same chart tomorrow
 */
export function chartSource(
  chart: string,
  { repository, version }: ChartSourceOptions,
  local: (path: string) => { readonly path: string; readonly isFolder: boolean } | undefined,
): ChartSource {
  for (const address of [chart, repository ?? ''])
    if (/^\w+:\/\/[^/]*@/.test(address))
      throw new UserError(`${withoutUser(address)}: has a user or a password in it, which would be in git. ${LOG_IN}`);
  if (chart.startsWith('oci://')) return registry(chart, repository, version);
  if (repository !== undefined) return inRepository(chart, repository, version);
  if (/^https?:\/\//.test(chart))
    throw new UserError(
      `${chart}: is an address. Name the chart, and its repository with --repo; or download the archive into the repository.`,
    );
  const found = local(chart);
  if (found === undefined)
    throw new UserError(
      `${chart}: there is no such folder or archive. Mend the path, or say where the chart is: --repo https://…, or oci://….`,
    );
  if (version !== undefined)
    throw new UserError(
      `${chart}: --version goes with --repo and oci://: what lies in the repository has the version that it has.`,
    );
  return { type: found.isFolder ? 'folder' : 'archive', source: found.path };
}

const LOG_IN =
  "Log in to an OCI registry with 'helm registry login' and set HELM_REGISTRY_CONFIG to its file; of another repository, download the archive and vendor that.";

function registry(chart: string, repository: string | undefined, version: string | undefined): ChartSource {
  if (repository !== undefined) throw new UserError(`${chart}: --repo does not go with oci://. Leave it out.`);
  const parts = /^(oci:\/\/[^@]+?)(?::([\w.+-]+))?(@.*)?$/.exec(chart);
  const [, source = chart, tag, digest] = parts ?? [];
  if (digest !== undefined)
    throw new UserError(`${chart}: a digest is kept in the lock. Name the version: --version 1.2.3.`);
  return { type: 'registry', source, repository: undefined, version: version ?? tag };
}

function inRepository(chart: string, repository: string, version: string | undefined): ChartSource {
  if (!/^https?:\/\/[^/]/.test(repository))
    throw new UserError(`--repo is '${repository}'. Write its address: https://charts.example.com.`);
  if (!/^[\w.-]+$/.test(chart))
    throw new UserError(`${chart}: is no name of a chart. With --repo, name it as the repository does: redis.`);
  return { type: 'repository', source: chart, repository: repository.replace(/\/+$/, ''), version };
}

function withoutUser(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//…@');
}

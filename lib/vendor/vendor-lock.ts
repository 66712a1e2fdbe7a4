/** What `vendor/<name>/` was rendered from: enough to render it again. No date, and no path of a machine. */
export type VendorLock = HelmLock | KustomizeLock;

export type CrdChoice = 'included' | 'only' | 'without';

export interface HelmOptions {
  /** Groups and versions, or kinds, that the cluster has besides Kubernetes' own: what charts ask `.Capabilities.APIVersions` for. */
  readonly apiVersions: readonly string[];
  readonly crds: CrdChoice;
  /** Hooks that are kept as ordinary objects, `<Kind>/<name>` each; `all` for all of them. */
  readonly hooks: readonly string[];
  /** Whether a chart may ask the cluster, which answers nothing. */
  readonly lookup: boolean;
  readonly namespace: string;
  /** Whether a registry is asked by http. */
  readonly plainHttp: boolean;
  readonly release: string;
  /** Where the values of the chart's Secrets are sealed to. @default Secrets with values are refused */
  readonly seal: SealRequest | undefined;
  readonly tests: boolean;
}

/** Environments by name or glob, and the application that brings the chart in. */
export interface SealRequest {
  readonly application: string;
  readonly environments: readonly string[];
}

export interface HelmLock {
  readonly tool: 'helm';
  readonly toolVersion: string;
  readonly chart: string;
  readonly version: string;
  readonly appVersion: string | undefined;
  /** Of the archive, or of all files of a folder. */
  readonly digest: string;
  /** A folder or archive of the repository, `oci://…`, or the chart's name in `repository`. */
  readonly source: string;
  readonly repository: string | undefined;
  readonly kubernetes: string;
  readonly values: readonly ValuesFile[];
  readonly options: HelmOptions;
}

export interface ValuesFile {
  /** From the repository's root. */
  readonly file: string;
  readonly digest: string;
}

export interface KustomizeLock {
  readonly tool: 'kustomize';
  readonly toolVersion: string;
  /** Of all files of the folder, and of the folders of the repository that it builds on. */
  readonly digest: string;
  /** The folder, from the repository's root. */
  readonly source: string;
  readonly options: { readonly crds: CrdChoice };
}

/** The text of a lock: sorted keys, two spaces, LF. */
export function renderLock(lock: VendorLock): string {
  return `${JSON.stringify(sorted(lock), undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}

import type { Delivery } from '../../delivery/delivery.ts';
import type { RenderedEnvironment } from '../../manifest/rendered-environment.ts';

/** What belongs to one environment: nothing of its delivery may reach beyond. */
export interface Territory {
  readonly environment: string;
  readonly delivery: Delivery;
  /** Of its objects, and those that it keeps. */
  readonly namespaces: ReadonlySet<string>;
  /** The accounts of its deployers, in the CD tool's namespace. */
  readonly deployers: ReadonlySet<string>;
  readonly platform: boolean;
  /** The environments that are its previews: its root makes theirs. */
  readonly previews: readonly string[];
  /** Of a preview, the account of its root, which is its base's. */
  readonly root: string | undefined;
}

export function territoryOf(
  { name, props, applications, preview, previews = [] }: RenderedEnvironment,
  delivery: Delivery,
): Territory {
  const used = applications.flatMap((application) => [application.namespace, ...application.namespaces]);
  const namespaces = new Set([...used, ...(props.namespaces ?? [])]);
  return {
    environment: name,
    delivery,
    namespaces,
    deployers: new Set([...namespaces].map((namespace) => `${name}-${namespace}`)),
    platform: props.platform === true,
    previews,
    root: preview && `${preview.base}-delivery`,
  };
}

/** What the root of a preview may reach, where an object of its base has the name of one. */
export function previewTerritory(territory: Territory, name: unknown): Territory | undefined {
  const environment = territory.previews.find((one) => name === `${one}-delivery`);
  if (environment === undefined) return undefined;
  return {
    ...territory,
    environment,
    namespaces: new Set([territory.delivery.namespace]),
    deployers: new Set([`${territory.environment}-delivery`]),
  };
}

/** Whether a path of the repository is the environment's folder, or in it. */
export function isInFolder({ environment }: Territory, path: unknown): boolean {
  if (typeof path !== 'string' || path.includes('..')) return false;
  const folder = `dist/${environment}/`;
  return path.startsWith(folder) || `${path.replace(/^\.?\//, '')}/`.startsWith(folder);
}

/** Whether a name of the CD tool's namespace, which environments may share, is this one's. */
export function isOwnName({ environment }: Territory, name: unknown): boolean {
  return typeof name === 'string' && name.startsWith(`${environment}-`);
}

import type { PersistentVolumeClaimSpec, Volume as VolumeSpec } from '../../kubernetes.ts';
import { canonicalQuantities } from '../../manifest/canonical-quantities.ts';
import type { Bytes } from '../../manifest/quantity.ts';
import { Config } from '../config.ts';
import { Secret } from '../secret.ts';
import type { PodSecrets } from './pod-secrets.ts';
import { checkOptions } from '../../check-options.ts';
import { sizeOf } from './volume-size.ts';

/** Where a volume's content comes from: everything of a Pod's volume but its name. */
export type VolumeSource = Omit<VolumeSpec, 'name'>;

/** A volume of a Pod. The same value at several paths, or in several containers of a Pod, is one volume. */
export class Volume {
  readonly #volume = true;
  readonly #sourceIn: (secrets: PodSecrets) => VolumeSource;

  private constructor(sourceIn: (secrets: PodSecrets) => VolumeSource) {
    this.#sourceIn = sourceIn;
  }

  /** Any source that Kubernetes knows, for those without a function of their own: `Volume.of({ nfs: { server, path } })`. */
  static of(source: VolumeSource): Volume {
    const canonical = canonicalQuantities(source);
    return new Volume(() => canonical);
  }

  /** One that says of each Pod how it uses Secrets. */
  static in(sourceIn: (secrets: PodSecrets) => VolumeSource): Volume {
    return new Volume(sourceIn);
  }

  static is(value: unknown): value is Volume {
    return typeof value === 'object' && value !== null && #volume in value;
  }

  sourceIn(secrets: PodSecrets): VolumeSource {
    return this.#sourceIn(secrets);
  }
}

/** A folder that lives as long as the Pod. */
export function emptyDir(
  options: { readonly size?: Bytes | undefined; readonly medium?: 'Memory' | undefined } = {},
): Volume {
  checkOptions('emptyDir', options, { size: 1, medium: 1 });
  const sizeLimit = options.size === undefined ? undefined : sizeOf('emptyDir', options.size);
  return Volume.of({ emptyDir: { medium: options.medium, sizeLimit } });
}

/** A PersistentVolumeClaim of the namespace, by its name. */
export function claim(name: string, options: { readonly readOnly?: boolean | undefined } = {}): Volume {
  checkOptions('claim', options, { readOnly: 1 });
  return Volume.of({ persistentVolumeClaim: { claimName: name, readOnly: options.readOnly || undefined } });
}

/** What is asked of a PersistentVolumeClaim. */
export interface ClaimOptions {
  readonly size: Bytes;
  /** The StorageClass. @default the cluster's own */
  readonly class?: string | undefined;
  /** @default 'ReadWriteOnce' */
  readonly access?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' | 'ReadOnlyMany' | undefined;
}

export interface EphemeralOptions extends ClaimOptions {}

/** A claim that is made and deleted with the Pod. */
export function ephemeral(options: EphemeralOptions): Volume {
  checkOptions('ephemeral', options, { size: 1, class: 1, access: 1 });
  const spec = claimSpec(options, sizeOf('ephemeral', options.size));
  return Volume.of({ ephemeral: { volumeClaimTemplate: { spec } } });
}

/** @param storage the size as a canonical quantity */
export function claimSpec(options: ClaimOptions, storage: string): PersistentVolumeClaimSpec {
  return {
    accessModes: [options.access ?? 'ReadWriteOnce'],
    resources: { requests: { storage } },
    storageClassName: options.class,
  };
}

/** What a projected volume holds, one folder of several sources. */
export type Projection =
  | Config
  | Secret
  | {
      readonly serviceAccountToken: {
        readonly path: string;
        readonly audience?: string | undefined;
        /** Seconds. @default 3600 */ readonly expiration?: number | undefined;
      };
    }
  | { readonly fields: Readonly<Record<string, string>> };

/** One folder of several Configs, Secrets, service account tokens, and fields of the Pod by file name. */
export function projected(sources: readonly Projection[]): Volume {
  return Volume.in((secrets) => ({ projected: { sources: sources.map((source) => projectionOf(source, secrets)) } }));
}

/** A volume of a CSI driver, such as the Secrets Store. */
export function csi(options: {
  readonly driver: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly readOnly?: boolean | undefined;
}): Volume {
  checkOptions('csi', options, { driver: 1, attributes: 1, readOnly: 1 });
  return Volume.of({
    csi: { driver: options.driver, readOnly: options.readOnly || undefined, volumeAttributes: options.attributes },
  });
}

/** A path of the node. No Pod Security Standard but `privileged` allows it. */
export function hostPath(
  path: string,
  type?: 'Directory' | 'DirectoryOrCreate' | 'File' | 'FileOrCreate' | 'Socket' | 'CharDevice' | 'BlockDevice',
): Volume {
  return Volume.of({ hostPath: { path, type } });
}

/** The volume of a Config or Secret: one file a key. */
export function sourceOf(files: Config | Secret | Volume, secrets: PodSecrets): VolumeSource {
  if (files instanceof Config) return { configMap: { name: `${files.configMap}` } };
  if (Secret.is(files)) return { secret: secrets.volume(files) };
  return files.sourceIn(secrets);
}

type ProjectionSource = NonNullable<NonNullable<NonNullable<VolumeSource['projected']>['sources']>[number]>;

function projectionOf(source: Projection, secrets: PodSecrets): ProjectionSource {
  if (source instanceof Config) return { configMap: { name: `${source.configMap}` } };
  if (Secret.is(source)) return { secret: secrets.projection(source) };
  if ('fields' in source) {
    const items = Object.entries(source.fields).map(([path, fieldPath]) => ({ fieldRef: { fieldPath }, path }));
    return { downwardAPI: { items } };
  }
  const { path, audience, expiration } = source.serviceAccountToken;
  return { serviceAccountToken: { audience, expirationSeconds: expiration === 3600 ? undefined : expiration, path } };
}

import type { Construct } from 'constructs';
import type { Volume as VolumeSpec, VolumeMount } from '../../kubernetes.ts';
import { Config } from '../config.ts';
import { showValue } from '../../manifest/show-value.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { Secret } from '../secret.ts';
import type { PodSecrets } from './pod-secrets.ts';
import { sourceOf, Volume } from './volumes.ts';

/** A Config or Secret gives one file a key. A text is a key of the workload's `volumes`. */
export type FileSource = Config | Secret | Volume | string;

/** A mount with more to say than its path. */
export interface Mount {
  readonly from: FileSource;
  /** One file or folder of the volume. A file mounted so does not follow changes of its Config. @default the whole volume */
  readonly subPath?: string | undefined;
  /** @default false */
  readonly readOnly?: boolean | undefined;
  /** @default none */
  readonly propagation?: 'HostToContainer' | 'Bidirectional' | undefined;
}

const MOUNT = { from: 1, subPath: 1, readOnly: 1, propagation: 1 } as const satisfies PropTable<Mount>;

/** By path in the container: `{ '/etc/app': settings, '/tmp': emptyDir() }`. */
export type Files = Readonly<Record<string, FileSource | Mount>>;

/** The volumes of one Pod, collected while its containers are made. */
export class PodVolumes {
  readonly #construct: Construct;
  readonly #names = new Map<object | string, string>();
  readonly #byName = new Map<string, VolumeSpec>();
  readonly #claims: ReadonlySet<string>;
  readonly #secrets: PodSecrets;

  /** @param claims names that a StatefulSet's claim templates bring */
  constructor(
    construct: Construct,
    volumes: Readonly<Record<string, Config | Secret | Volume>>,
    secrets: PodSecrets,
    claims: readonly string[] = [],
  ) {
    this.#construct = construct;
    this.#secrets = secrets;
    this.#claims = new Set(claims);
    for (const [name, volume] of Object.entries(volumes)) {
      if (isSource(volume)) this.#add(name, volume, `volumes.${name}`);
      else refuse(construct, `volumes.${name} is ${showValue(volume)}. Use a Config, a Secret or a volume.`);
    }
  }

  /** In the order of their names. */
  get volumes(): readonly VolumeSpec[] {
    return [...this.#byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  mount(files: Files, where: string): readonly VolumeMount[] {
    return Object.entries(files).map(([mountPath, file]) => {
      if (!mountPath.startsWith('/'))
        refuse(this.#construct, `${where} has '${mountPath}'. A path in the container starts with '/'.`);
      const mount: Mount = isMount(file) ? file : { from: file };
      checkProps(this.#construct, mount, MOUNT, `${where}['${mountPath}']`);
      return {
        name: this.#nameOf(mount.from, mountPath, where),
        mountPath,
        mountPropagation: mount.propagation,
        readOnly: mount.readOnly || undefined,
        subPath: mount.subPath,
      };
    });
  }

  #nameOf(source: FileSource, mountPath: string, where: string): string {
    if (typeof source === 'string') {
      if (!this.#byName.has(source) && !this.#claims.has(source)) {
        const known = [...this.#byName.keys(), ...this.#claims].join(', ') || 'none';
        refuse(
          this.#construct,
          `${where}['${mountPath}'] is '${source}', and there is no such volume. There are: ${known}.`,
        );
      }
      return source;
    }
    if (!isSource(source)) {
      refuse(
        this.#construct,
        `${where}['${mountPath}'] is ${showValue(source)}. Use a Config, a Secret, a volume or the name of one.`,
      );
      return nameOfPath(mountPath);
    }
    return (
      this.#names.get(identityOf(source)) ??
      this.#add(volumeName(source, mountPath), source, `${where}['${mountPath}']`)
    );
  }

  #add(name: string, volume: Config | Secret | Volume, where: string): string {
    if (this.#byName.has(name) || this.#claims.has(name)) {
      refuse(
        this.#construct,
        `${where} would be the volume '${name}', and the Pod has another of this name. Put it into volumes under a name of its own.`,
      );
    }
    if (!NAME.test(name)) {
      const advice =
        "Put it into volumes under a name of at most 63 lower-case letters, digits and '-', with a letter or digit at both ends.";
      refuse(this.#construct, `${where} would be the volume '${name}', of ${name.length} characters. ${advice}`);
    }
    this.#names.set(identityOf(volume), name);
    this.#byName.set(name, { name, ...sourceOf(volume, this.#secrets) });
    return name;
  }
}

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function isMount(file: FileSource | Mount): file is Mount {
  return typeof file === 'object' && file !== null && 'from' in file;
}

function isSource(source: unknown): source is Config | Secret | Volume {
  return source instanceof Config || Secret.is(source) || Volume.is(source);
}

/** A Secret is known by its name: `existingSecret()` gives another value each time. */
function identityOf(source: Config | Secret | Volume): object | string {
  return Secret.is(source) ? source.name : source;
}

// A prefix by kind, so that a Config and a Secret of one name never meet and adding one renames no other.
function volumeName(source: Config | Secret | Volume, mountPath: string): string {
  if (source instanceof Config) return `config-${source.node.id}`.replaceAll('.', '-');
  if (Secret.is(source)) return `secret-${source.name}`.replaceAll('.', '-');
  return nameOfPath(mountPath);
}

/** `/var/lib/data` is `var-lib-data`. */
export function nameOfPath(mountPath: string): string {
  return (
    mountPath
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'root'
  );
}

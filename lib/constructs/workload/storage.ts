import type { Construct } from 'constructs';
import type { PersistentVolumeClaim } from '../../kubernetes.ts';
import type { Bytes } from '../../manifest/quantity.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { nameOfPath, type Files } from './mounts.ts';
import { quantityOf } from './resources.ts';
import { claimSpec, type ClaimOptions } from './volumes.ts';

/** A volume that each Pod of a StatefulSet has for itself, and keeps when it is replaced. */
export interface StorageProps extends ClaimOptions {
  /** The name of the claim's template, by which other containers mount it; a claim is `<name>-<pod>`. @default from the path: `/var/lib/data` gives `var-lib-data` */
  readonly name?: string | undefined;
  /** One folder of the volume, such as `data` beside `lost+found`. @default the whole volume */
  readonly subPath?: string | undefined;
}

const STORAGE = { size: 1, class: 1, access: 1, name: 1, subPath: 1 } as const satisfies PropTable<StorageProps>;

/** By path in the workload's own container: a size, or more. */
export type Storage = Readonly<Record<string, Bytes | StorageProps>>;

export interface StorageParts {
  readonly claims: readonly PersistentVolumeClaim[];
  readonly names: readonly string[];
  /** Where the own container mounts them. */
  readonly files: Files;
}

/** The claim templates of a StatefulSet. Refuses two of one name: the name is what finds a Pod's data again. */
export function storageOf(construct: Construct, storage: Storage): StorageParts {
  const pathsByName = new Map<string, string>();
  const claims: PersistentVolumeClaim[] = [];
  const files: Record<string, Files[string]> = {};
  for (const [path, value] of Object.entries(storage)) {
    const where = `storage['${path}']`;
    const props: StorageProps = typeof value === 'object' && value !== null ? value : { size: value };
    checkProps(construct, props, STORAGE, where);
    const name = props.name ?? nameOfPath(path);
    checkName(construct, name, where, pathsByName.get(name));
    pathsByName.set(name, path);

    claims.push(claimOf(name, props, quantityOf(construct, props.size, where)));
    if (path.startsWith('/')) files[path] = { from: name, subPath: props.subPath };
    else refuse(construct, `storage has '${path}'. A path in the container starts with '/'.`);
  }
  return { claims, names: [...pathsByName.keys()], files };
}

// The server adds kind and apiVersion to a template that has none, and Argo CD shows that for ever:
// https://github.com/argoproj/argo-cd/issues/11143
function claimOf(name: string, props: StorageProps, size: string): PersistentVolumeClaim {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec: claimSpec(props, size) };
}

function checkName(construct: Construct, name: string, where: string, other: string | undefined): void {
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    refuse(
      construct,
      `${where} has the claim name '${name}'. Give it a name of at most 63 lower-case letters, digits and '-', with a letter or digit at both ends.`,
    );
  }
  if (other !== undefined) {
    refuse(construct, `${where} and storage['${other}'] have the claim name '${name}'. Give one of them another name.`);
  }
}

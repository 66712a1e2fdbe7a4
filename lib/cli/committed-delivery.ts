import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { KubernetesObject } from '../manifest/object.ts';
import { DELIVERY } from '../manifest/rendered-environment.ts';
import { readManifests } from '../read/read-manifests.ts';

/** The names of the YAML files in `delivery/` of an environment's folder, `dist/<env>`. */
export function committedNames(folder: string): readonly string[] {
  const delivery = path.join(folder, DELIVERY);
  return existsSync(delivery) ? readdirSync(delivery).filter((name) => name.endsWith('.yaml')) : [];
}

/** The objects in these files. */
export function committedObjects(folder: string, names: readonly string[]): readonly KubernetesObject[] {
  return names.flatMap((name) => objectsIn(committedText(folder, name), name));
}

export function committedText(folder: string, name: string): string {
  return readFileSync(path.join(folder, DELIVERY, name), 'utf8');
}

export function objectsIn(text: string, file: string): readonly KubernetesObject[] {
  return readManifests(text, file).objects.flatMap(({ object }) => (isNamed(object) ? [object] : []));
}

/** Files of others may lie there too. */
function isNamed(object: object): object is KubernetesObject {
  return (
    'kind' in object &&
    'metadata' in object &&
    typeof object.metadata === 'object' &&
    object.metadata !== null &&
    'name' in object.metadata
  );
}

import type { Fields } from '../../fields.ts';
import { fieldsIn, itemsIn, textIn } from './read-fields.ts';

/** By the name of a ConfigMap, the keys that a Pod uses. */
export type UsedConfigs = ReadonlyMap<string, ReadonlySet<string> | 'all'>;

/** The ConfigMaps that the containers of a Pod take variables or files from. A volume that none of them mounts is not used. */
export function usedConfigs(pod: Fields): UsedConfigs {
  const used = new Uses();
  const mounts = new Map<string, Set<string | undefined>>();
  for (const container of [...itemsIn(pod, 'containers'), ...itemsIn(pod, 'initContainers')]) {
    for (const variable of itemsIn(container, 'env'))
      used.key(fieldsIn(fieldsIn(variable, 'valueFrom'), 'configMapKeyRef'));
    for (const source of itemsIn(container, 'envFrom')) used.files(fieldsIn(source, 'configMapRef'), undefined);
    for (const mount of itemsIn(container, 'volumeMounts')) {
      const name = textIn(mount, 'name') ?? '';
      mounts.set(name, (mounts.get(name) ?? new Set()).add(textIn(mount, 'subPath')));
    }
  }
  if (mounts.size === 0) return used.all;
  for (const volume of itemsIn(pod, 'volumes')) {
    const projected = itemsIn(fieldsIn(volume, 'projected'), 'sources');
    const sources = [volume, ...projected].map((source) => fieldsIn(source, 'configMap'));
    for (const subPath of mounts.get(textIn(volume, 'name') ?? '') ?? [])
      for (const source of sources) used.files(source, subPath);
  }
  return used.all;
}

class Uses {
  readonly all = new Map<string, Set<string> | 'all'>();

  key(reference: Fields | undefined): void {
    const key = textIn(reference, 'key');
    if (key !== undefined) this.#add(textIn(reference, 'name'), [key]);
  }

  /** @param subPath the one file or folder of the volume that is mounted */
  files(source: Fields | undefined, subPath: string | undefined): void {
    if (source === undefined) return;
    const name = textIn(source, 'name');
    if (Array.isArray(source['items'])) {
      const isMounted = isBelow(subPath);
      const items = itemsIn(source, 'items').filter((item) => isMounted(textIn(item, 'path') ?? ''));
      this.#add(
        name,
        items.map((item) => textIn(item, 'key') ?? ''),
      );
    } else this.#add(name, subPath === undefined ? 'all' : [subPath]);
  }

  #add(name: string | undefined, keys: readonly string[] | 'all'): void {
    if (name === undefined) return;
    const known = this.all.get(name) ?? new Set<string>();
    if (known === 'all') return;
    if (keys === 'all') this.all.set(name, 'all');
    else {
      this.all.set(name, known);
      for (const key of keys) known.add(key);
    }
  }
}

function isBelow(subPath: string | undefined): (path: string) => boolean {
  const folder = subPath?.replace(/\/+$/, '');
  return (path) => folder === undefined || path === folder || path.startsWith(`${folder}/`);
}

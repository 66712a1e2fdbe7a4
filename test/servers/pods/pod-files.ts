import type { KeyToPath, Pod, Volume } from '../../../lib/kubernetes.ts';
import type { DataKind, DataSource, PodData } from './pod-data.ts';

/** By volume, what its files hold that come from Secrets and ConfigMaps. */
export type PodFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

export async function podFiles({ spec }: Pod, data: PodData): Promise<PodFiles> {
  const files: Record<string, Readonly<Record<string, string>>> = {};
  for (const volume of spec?.volumes ?? []) files[volume.name] = await filesOf(volume, data);
  return files;
}

async function filesOf(
  { configMap, projected, secret }: Volume,
  data: PodData,
): Promise<Readonly<Record<string, string>>> {
  const files = {};
  if (secret !== undefined)
    Object.assign(files, await chosen('Secret', { ...secret, name: secret.secretName }, secret.items, data));
  if (configMap !== undefined) Object.assign(files, await chosen('ConfigMap', configMap, configMap.items, data));
  for (const source of projected?.sources ?? []) {
    if (source.secret !== undefined)
      Object.assign(files, await chosen('Secret', source.secret, source.secret.items, data));
    if (source.configMap !== undefined)
      Object.assign(files, await chosen('ConfigMap', source.configMap, source.configMap.items, data));
  }
  return files;
}

async function chosen(
  kind: DataKind,
  source: DataSource,
  items: readonly KeyToPath[] | undefined,
  data: PodData,
): Promise<Readonly<Record<string, string>>> {
  if (items === undefined) return (await data.all(kind, source)) ?? {};
  const files: Record<string, string> = {};
  for (const { key, path } of items) {
    const value = await data.key(kind, source, key);
    if (value !== undefined) files[path] = value;
  }
  return files;
}

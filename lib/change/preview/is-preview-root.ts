import { isFields } from '../../fields.ts';
import type { KubernetesObject } from '../../manifest/object.ts';

/** Whether an object of an environment's `delivery/` delivers a preview of it: an Application, Kustomization or GitRepository of that other folder. */
export function isPreviewRoot({ spec }: KubernetesObject, environment: string): boolean {
  if (!isFields(spec)) return false;
  const { source, path, sparseCheckout } = spec;
  const folders = [isFields(source) ? source['path'] : undefined, path, sparseCheckout].flat();
  return folders.some((folder) => typeof folder === 'string' && isPreviewFolder(folder, environment));
}

function isPreviewFolder(folder: string, environment: string): boolean {
  const [, name = ''] = /^(?:\.\/)?dist\/([^/]+)\/delivery$/.exec(folder) ?? [];
  return name.startsWith(`${environment}-`);
}

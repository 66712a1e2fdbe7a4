import type { KubernetesObject } from '../../manifest/object.ts';
import type { RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import { annotated } from '../annotated.ts';
import type { ArgoCdDelivery } from '../argocd/argocd.ts';
import { RETRY } from '../argocd/retry.ts';
import { rootApplication } from '../argocd/root-application.ts';
import { IGNORED_HEALTH, WAVE } from '../argocd/waves.ts';
import type { Delivery } from '../delivery.ts';
import { rootKustomization } from '../flux/root-kustomization.ts';

/**
 * What applies `delivery/` of each preview of an environment: a root like its own, which it makes and removes, with the account, and so the
 * rights, of its own root. Nobody has to prepare a cluster for a preview.
 *
 * It goes with everything that it applied, unlike the root of a lasting environment.
 */
export function previewRoots(
  { name, previews = [] }: RenderedEnvironment,
  delivery: Delivery,
): readonly KubernetesObject[] {
  switch (delivery.tool) {
    case 'argocd':
      return previews.map((environment) => argoCdPreview(delivery, name, environment));
    case 'flux':
      return previews.flatMap((environment) =>
        rootKustomization(delivery, { environment, account: `${name}-delivery` }),
      );
    case 'folder':
      return [];
  }
}

/**
 * Argo CD removes what it applied in the reverse order of its waves, each when the one before is gone: applications with the rights to remove
 * them, then these, Namespaces at the end. It removes none whose sync is still being tried, and the folder of a closed preview is gone.
 *
 * A preview that is not healthy, which is what it may be there to show, holds up nothing of its base.
 *
 * Source: `FilterObjectsForDeletion` of Argo CD, controller/sort_delete.go
 */
function argoCdPreview(delivery: ArgoCdDelivery, base: string, environment: string): KubernetesObject {
  const root = rootApplication(delivery, { environment, project: `${base}-delivery`, retry: RETRY.application });
  const { metadata, ...rest } = annotated(root, { ...IGNORED_HEALTH, [WAVE]: '0' });
  return { ...rest, metadata: { ...metadata, finalizers: ['resources-finalizer.argocd.argoproj.io'] } };
}

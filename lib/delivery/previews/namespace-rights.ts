import type { KubernetesObject } from '../../manifest/object.ts';
import { orderedObject } from '../../manifest/ordered-object.ts';
import { DELIVERY, type RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import type { Delivery } from '../delivery.ts';
import { LABELS } from '../labels.ts';
import { neverPruned } from '../stay.ts';

const API = 'rbac.authorization.k8s.io/v1';
const API_GROUP = 'rbac.authorization.k8s.io';

/**
 * The right of a preview's root to remove the preview's Namespaces, and no other: an account of a lasting environment may remove none. It is
 * a Role in the Namespace itself, as a request about a Namespace is one within it, and leaves with it.
 *
 * Source: `NewRequestInfo` of k8s.io/apiserver, pkg/endpoints/request/requestinfo.go
 */
export function namespaceRights(
  { name, preview, objects }: RenderedEnvironment,
  delivery: Delivery,
): readonly KubernetesObject[] {
  if (preview === undefined) return [];
  const namespaces = objects.filter(
    ({ object, application }) => application === DELIVERY && object.apiVersion === 'v1' && object.kind === 'Namespace',
  );
  return namespaces.flatMap(({ object }) => {
    const namespace = object.metadata.name;
    const metadata = { labels: LABELS, name: rightsName(name), namespace };
    const rules = [{ apiGroups: [''], resourceNames: [namespace], resources: ['namespaces'], verbs: ['delete'] }];
    const roleRef = { apiGroup: API_GROUP, kind: 'Role', name: metadata.name };
    const subjects = [{ kind: 'ServiceAccount', name: `${preview.base}-delivery`, namespace: delivery.namespace }];
    return [
      { apiVersion: API, kind: 'Role', metadata, rules },
      { apiVersion: API, kind: 'RoleBinding', metadata, roleRef, subjects },
    ].map((one) => orderedObject(neverPruned(one, delivery.tool)));
  });
}

/** Whether the objects of an environment's `delivery/` are a preview's: what it leaves behind goes with its Namespaces. */
export function isPreview(environment: string, objects: readonly KubernetesObject[]): boolean {
  return objects.some(({ kind, metadata }) => kind === 'RoleBinding' && metadata.name === rightsName(environment));
}

/** No deployer has it: `delivery` is no namespace of an application. */
function rightsName(environment: string): string {
  return `${environment}-delivery`;
}

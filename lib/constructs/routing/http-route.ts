import type { Construct } from 'constructs';
import type { HTTPRouteBackendRef } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import type { Backend } from './backends.ts';
import { attachToParent, type Parent } from './parent-ref.ts';
import { addReferenceGrant } from './reference-grant.ts';
import type { RoutePlan } from './route-plan.ts';

/** A route as the Gateway API writes it, and the grants that it needs in other namespaces. */
export function addHttpRoute(construct: Construct, plan: RoutePlan, parent: Parent, timeout: string | undefined): void {
  const { metadata, hosts, matches, backends, patch } = plan;
  const parentRef = attachToParent(construct, parent, metadata.namespace);
  addObject(
    construct,
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        hostnames: hosts.length > 0 ? hosts : undefined,
        // A getter: the gateway may be made after its routes.
        get parentRefs() {
          return [parentRef()];
        },
        rules: [
          {
            backendRefs: backends.flatMap(backendRefsOf),
            matches,
            timeouts: timeout === undefined ? undefined : { request: timeout },
          },
        ],
      },
    },
    patch,
  );
  for (const { service, namespace, serviceName, split } of backends) {
    if (namespace === undefined) continue;
    addReferenceGrant(service, split === undefined ? [serviceName] : [serviceName, split.canaryService], construct);
  }
}

/** Of a canary the two revisions; the controller changes these weights while it goes on. */
function backendRefsOf({ name, namespace, port, weight, split }: Backend): readonly HTTPRouteBackendRef[] {
  if (split === undefined) return [{ name, namespace, port, weight }];
  return [
    { name, namespace, port, weight: 100 },
    { name: split.canaryService, namespace, port, weight: 0 },
  ];
}

import { EnvironmentRoot } from '../../environment/environment.ts';
import { addObject } from '../add-object.ts';
import { Application } from '../application.ts';
import { componentOf } from '../component.ts';
import type { Construct } from 'constructs';
import type { RouteTarget } from '../service-target.ts';

/**
 * Lets the routes of another namespace lead to a service: `<service>-from-<application>`, in the folder and namespace of the service,
 * once for each application.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant
 */
export function addReferenceGrant(
  service: RouteTarget,
  [serviceName, ...twins]: readonly [string, ...string[]],
  route: Construct,
): void {
  // A service of another environment is refused where the reference is rendered.
  if (EnvironmentRoot.of(service) !== EnvironmentRoot.of(route)) return;
  const application = Application.of(route);
  const id = `ReferenceGrant-${application.node.id}`;
  if (service.node.tryFindChild(id) !== undefined) return;
  const { namespace, labels } = componentOf(service);
  addObject(
    service,
    {
      // The version that every release of the Gateway API serves.
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { labels, name: `${serviceName}-from-${application.node.id}`, namespace },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: application.namespace }],
        to: [serviceName, ...twins].map((name) => ({ group: '', kind: 'Service', name })),
      },
    },
    undefined,
    id,
  );
}

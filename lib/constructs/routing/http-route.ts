import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { HTTPRouteParentRef } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import { report } from '../refuse.ts';
import { Gateways, type GatewayName } from './gateways.ts';
import { addReferenceGrant } from './reference-grant.ts';
import type { RoutePlan } from './route-plan.ts';

/** Where the gateway of a route is. */
export interface Parent {
  readonly gateway: GatewayName;
  /** The gateway's listener. */
  readonly listener: string | undefined;
}

/** A route as the Gateway API writes it, and the grants that it needs in other namespaces. */
export function addHttpRoute(construct: Construct, plan: RoutePlan, parent: Parent, timeout: string | undefined): void {
  const { metadata, hosts, matches, backends, patch } = plan;
  const { gateway, listener } = parent;
  Gateways.of(construct).use(gateway, metadata.namespace);
  construct.node.addValidation({ validate: () => tellOfGateway(construct, gateway) });
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
          return [{ ...parentOf(construct, gateway, metadata.namespace), sectionName: listener }];
        },
        rules: [
          {
            backendRefs: backends.map(({ name, namespace, port, weight }) => ({ name, namespace, port, weight })),
            matches,
            timeouts: timeout === undefined ? undefined : { request: timeout },
          },
        ],
      },
    },
    patch,
  );
  for (const { service, namespace, serviceName } of backends) {
    if (namespace !== undefined) addReferenceGrant(service, serviceName, construct);
  }
}

function parentOf(route: Construct, gateway: GatewayName, own: string): HTTPRouteParentRef {
  const [found] = Gateways.of(route).find(gateway);
  if (found !== undefined) {
    const name = EnvironmentRoot.of(route).references.create(
      () => found.construct,
      () => found.name,
    );
    return { name: `${name}`, namespace: found.namespace === own ? undefined : found.namespace };
  }
  const [name = '', namespace] = String(gateway).split('/').toReversed();
  return { name, namespace: namespace === own ? undefined : namespace };
}

/** What can only be said when everything is built. It is told, not thrown: cdk8s would make an error of every answer. */
function tellOfGateway(route: Construct, gateway: GatewayName): [] {
  const found = Gateways.of(route).find(gateway);
  const where = `${route.node.path}: gateway '${String(gateway)}'`;
  if (found.length === 0 && typeof gateway === 'string') {
    const advice = gateway.includes('/')
      ? ''
      : ` It is looked for in the route's own namespace: write 'namespace/${gateway}' for another one.`;
    const message = `${where} is none of this environment's, so it is the platform's.${advice}`;
    report(route, { rule: 'reference/platform-gateway', severity: 'info', message });
  }
  if (found.length > 1) {
    const names = found.map(({ construct }) => construct.node.path).join(' and ');
    report(route, {
      rule: 'reference/ambiguous-gateway',
      severity: 'error',
      message: `${where} is ${names}. Pass the construct.`,
    });
  }
  return [];
}

import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { HTTPRouteParentRef } from '../../kubernetes.ts';
import { report } from '../refuse.ts';
import { Gateways, type GatewayName } from './gateways.ts';

/** Where the gateway of a route is. */
export interface Parent {
  readonly gateway: GatewayName;
  /** The gateway's listener. */
  readonly listener: string | undefined;
}

/**
 * Attaches a route in the namespace `own` to its gateway.
 *
 * @returns how the route names it; to be asked when it is rendered, as the gateway may be made after its routes
 */
export function attachToParent(route: Construct, { gateway, listener }: Parent, own: string): () => HTTPRouteParentRef {
  Gateways.of(route).use(gateway, own);
  route.node.addValidation({ validate: () => tellOfGateway(route, gateway) });
  return () => ({ ...parentOf(route, gateway, own), sectionName: listener });
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

import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../../environment/environment.ts';
import type { RolloutTrafficRouting } from '../../../kubernetes.ts';
import { report } from '../../refuse.ts';
import { SplitRoutes } from '../../routing/split-routes.ts';

/** @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io */
const GATEWAY_PLUGIN = 'argoproj-labs/gatewayAPI';

/** How Argo Rollouts splits the requests of the routes to a canary; undefined where there is no route. */
export function trafficRoutingOf(service: Construct): RolloutTrafficRouting | undefined {
  const routes = SplitRoutes.of(service).to(service);
  const [first] = routes;
  if (first === undefined) return undefined;
  const names = routes.map(({ name }) => name);
  if (EnvironmentRoot.of(service).routing === 'ingress')
    return { nginx: names.length === 1 ? { stableIngress: first.name } : { stableIngresses: names } };
  return {
    plugins: { [GATEWAY_PLUGIN]: { httpRoutes: names.map((name) => ({ name })), namespace: first.namespace } },
  };
}

/** What can only be said when all routes are there. Told, not thrown: cdk8s would make an error of every answer. */
export function tellOfSplitRoutes(service: Construct): [] {
  const routes = SplitRoutes.of(service).to(service);
  const namespaces = [...new Set(routes.map(({ namespace }) => namespace))];
  if (namespaces.length > 1) {
    const where = routes.map(({ construct, namespace }) => `${construct.node.path} (${namespace})`).join(' and ');
    report(service, {
      rule: 'practice/invalid-prop',
      severity: 'error',
      message: `${service.node.path}: its canary has routes in several namespaces: ${where}. Argo Rollouts splits those of one namespace: make them in one.`,
    });
  }
  return [];
}

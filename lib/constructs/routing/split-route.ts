import { EnvironmentRoot } from '../../environment/environment.ts';
import type { HTTPRouteParentRef } from '../../kubernetes.ts';
import { refuse } from '../refuse.ts';
import type { Route, RouteProps } from '../route.ts';
import type { Backend } from './backends.ts';
import { attachToParent, type Parent } from './parent-ref.ts';
import type { RoutePlan } from './route-plan.ts';
import { SplitRoutes } from './split-routes.ts';

/** The canary that a route leads to; undefined where it leads to none. */
export function trySplitBackend({ backends }: Pick<RoutePlan, 'backends'>): Backend | undefined {
  return backends.find(({ split }) => split !== undefined);
}

/** Tells a canary of a route to it, so that its controller splits the requests. */
export function addSplitRoute(
  route: Route,
  plan: Omit<RoutePlan, 'patch'>,
  backend: Backend,
  rest: { readonly timeout?: string | undefined; readonly parentRef?: (() => HTTPRouteParentRef) | undefined } = {},
): void {
  const { metadata, hosts, matches } = plan;
  SplitRoutes.of(route).add(backend.service, {
    construct: route,
    name: metadata.name,
    namespace: metadata.namespace,
    hosts,
    matches,
    timeout: rest.timeout,
    parentRef: rest.parentRef,
  });
}

/** Whether Flagger makes the HTTPRoute, of what its Canary says: then the Route emits none. */
export function isMadeByFlagger(route: Route, backend: Backend | undefined): boolean {
  return backend?.split?.tool === 'flagger' && EnvironmentRoot.of(route).routing === 'gateway';
}

/** A route that Flagger makes beside its service, with the service's name. */
export function addFlaggerRoute(
  route: Route,
  plan: Omit<RoutePlan, 'patch'>,
  backend: Backend,
  { labels, annotations, timeout }: Pick<RouteProps, 'labels' | 'annotations' | 'timeout'>,
  parent: Parent,
): void {
  if (backend.namespace !== undefined) {
    const where = `to is ${backend.service.node.path}, in the namespace ${backend.namespace}, where Flagger makes its route`;
    refuse(route, `${where}. Make the Route in an application of that namespace.`);
  }
  for (const [name, value] of Object.entries({ labels, annotations })) {
    if (value !== undefined)
      refuse(route, `${name}: Flagger makes this route, with those of its service. Leave them out.`);
  }
  const parentRef = attachToParent(route, parent, plan.metadata.namespace);
  addSplitRoute(route, plan, backend, { timeout, parentRef });
}

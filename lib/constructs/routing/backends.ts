import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import { Application } from '../application.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { tryServiceTarget, type RouteTarget } from '../service-target.ts';
import type { Split } from '../workload/progressive/progress.ts';

export interface WeightedService {
  readonly service: RouteTarget;
  /** Its share of the requests, of the sum of all: a whole number from 0 to 1,000,000. */
  readonly weight: number;
}

/** One service, or several with their shares. */
export type RouteTargets = RouteTarget | readonly WeightedService[];

export interface Backend {
  readonly service: RouteTarget;
  /** Of its Service: a tracked text. */
  readonly name: string;
  /** The same, for objects of the service itself. */
  readonly serviceName: string;
  /** Where it is not the route's. */
  readonly namespace: string | undefined;
  readonly port: number;
  /** Undefined where there is one alone. */
  readonly weight: number | undefined;
  /** Where its requests are split between two revisions. */
  readonly split: Split | undefined;
}

const WEIGHTED = { service: 1, weight: 1 } as const satisfies PropTable<WeightedService>;
const MOST_BACKENDS = 16;
const HEAVIEST = 1_000_000;

/** Source of the limits: https://gateway-api.sigs.k8s.io/reference/spec, HTTPRouteRule and BackendRef. */
export function backendsOf(construct: Construct, to: RouteTargets): readonly Backend[] {
  if (!isList(to)) return backendOf(construct, to, undefined, 'to');
  if (to.length === 0 || to.length > MOST_BACKENDS)
    refuse(construct, `to has ${to.length} services. A route leads to 1 to ${MOST_BACKENDS}.`);
  const backends = to.flatMap((target, index) => {
    const where = `to[${index}]`;
    checkProps(construct, target, WEIGHTED, where);
    const { weight, service } = target;
    if (!Number.isInteger(weight) || weight < 0 || weight > HEAVIEST) {
      refuse(construct, `${where}.weight is ${String(weight)}. Use a whole number from 0 to ${HEAVIEST}.`);
    }
    return backendOf(construct, service, weight, `${where}.service`);
  });
  if (to.length > 0 && to.every(({ weight }) => weight === 0))
    refuse(construct, 'to has no weight but 0: every request would fail. Raise one.');
  refuseTwins(construct, backends);
  refuseShared(construct, backends);
  return backends;
}

function backendOf(
  construct: Construct,
  service: RouteTarget,
  weight: number | undefined,
  where: string,
): readonly Backend[] {
  const target = isConstruct(service) ? tryServiceTarget(service) : undefined;
  if (target === undefined) {
    const shown = isConstruct(service) ? `${service.node.path}, which has no Service with endpoints` : 'no service';
    refuse(
      construct,
      `${where} is ${shown}. Use a WebService, a StatefulService, or an ExternalService with addresses.`,
    );
    return [];
  }
  const own = Application.of(construct).namespace === target.namespace;
  const name = EnvironmentRoot.of(construct).references.create(
    () => service,
    () => target.name,
  );
  const namespace = own ? undefined : target.namespace;
  const { name: serviceName, port, split } = target;
  return [{ service, name: `${name}`, serviceName, namespace, port, weight, split }];
}

function refuseTwins(construct: Construct, backends: readonly Backend[]): void {
  const seen = new Set<RouteTarget>();
  for (const { service } of backends) {
    if (seen.has(service))
      refuse(construct, `to has ${service.node.path} twice. Write it once, with its whole weight.`);
    seen.add(service);
  }
}

/** The controller of a canary sets its two weights to a sum of 100, whatever the others have. */
function refuseShared(construct: Construct, backends: readonly Backend[]): void {
  const split = backends.find((backend) => backend.split !== undefined);
  if (split === undefined || backends.length < 2) return;
  const what = `to has ${split.service.node.path} among others, and its canary sets weights of its own`;
  refuse(construct, `${what}: lead a route to it alone, or use blueGreen() there.`);
}

function isList(to: RouteTargets): to is readonly WeightedService[] {
  return Array.isArray(to);
}

// Props may come from untyped code.
function isConstruct(value: unknown): value is Construct {
  return typeof value === 'object' && value !== null && 'node' in value;
}

import type { Construct } from 'constructs';
import type { HTTPIngressPath } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import { whyNoHostName } from '../external/host-name.ts';
import { refuse } from '../refuse.ts';
import type { Secret } from '../secret.ts';
import type { Backend } from './backends.ts';
import type { RoutePlan } from './route-plan.ts';

/** A route as an Ingress: hosts and paths. Refuses what an Ingress cannot say. */
export function addIngress(
  construct: Construct,
  plan: RoutePlan,
  ingressClass: string,
  tls: string | Secret | undefined,
): void {
  const { metadata, hosts, patch } = plan;
  if (whyNoHostName(ingressClass) !== undefined) {
    refuse(construct, `gateway is '${ingressClass}'. With routing: 'ingress' it is the name of an ingress class.`);
  }
  refuseMatches(construct, plan);
  const backend = onlyBackend(construct, plan.backends);
  const http = { paths: backend === undefined ? [] : pathsOf(plan, backend) };
  addObject(
    construct,
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: {
        ingressClassName: ingressClass,
        rules: hosts.length === 0 ? [{ http }] : hosts.map((host) => ({ host, http })),
        tls:
          tls === undefined
            ? undefined
            : [{ hosts: hosts.length > 0 ? hosts : undefined, secretName: typeof tls === 'string' ? tls : tls.name }],
      },
    },
    patch,
  );
}

function refuseMatches(construct: Construct, { matches }: RoutePlan): void {
  for (const [index, { method, headers }] of matches.entries()) {
    const where = `matches[${index}]`;
    if (method !== undefined) {
      refuse(
        construct,
        `${where}.method is ${method}. An Ingress cannot match a method: leave it out, or use routing: 'gateway'.`,
      );
    }
    if (headers !== undefined)
      refuse(
        construct,
        `${where}.headers: an Ingress cannot match a header. Leave them out, or use routing: 'gateway'.`,
      );
  }
}

function onlyBackend(construct: Construct, backends: readonly Backend[]): Backend | undefined {
  const [backend, second] = backends;
  if (second !== undefined) {
    refuse(
      construct,
      `to has ${backends.length} services. An Ingress leads to one: name one, or use routing: 'gateway'.`,
    );
  }
  if (backend?.namespace !== undefined) {
    const { service, namespace } = backend;
    refuse(
      construct,
      `to is ${service.node.path}, in the namespace ${namespace}. An Ingress stays in its own: make the route in the application of the service.`,
    );
  }
  return backend;
}

function pathsOf({ matches }: RoutePlan, { name, port }: Backend): readonly HTTPIngressPath[] {
  return matches.map(({ path }) => ({
    backend: { service: { name, port: { number: port } } },
    path: path?.value ?? '/',
    pathType: path?.type === 'Exact' ? 'Exact' : 'Prefix',
  }));
}

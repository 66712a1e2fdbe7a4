import { fieldsOf } from '../fields.ts';
import { groupOf, type KubernetesObject } from '../manifest/object.ts';

/** Requests that a route takes for itself: of two routes that say the same one gets them all. */
export interface RouteMatch {
  /** Equal for equal requests at the same gateway. */
  readonly key: string;
  /** For people: `shop.example.com/cart`. */
  readonly shown: string;
}

/** What an HTTPRoute, a GRPCRoute or an Ingress answers. */
export function routeMatches({ apiVersion, kind, metadata, spec }: KubernetesObject): readonly RouteMatch[] {
  const group = groupOf(apiVersion);
  const fields = fieldsOf(spec);
  if (group === 'networking.k8s.io' && kind === 'Ingress') return ingressMatches(fields);
  if (group !== 'gateway.networking.k8s.io' || !/^(?:HTTP|GRPC)Route$/.test(kind)) return [];
  const hosts = listOf(fields['hostnames'], ['']);
  const gateways = listOf(fields['parentRefs'], [{}]).map((parent) => {
    const { namespace = metadata.namespace, ...rest } = fieldsOf(parent);
    return JSON.stringify([namespace, rest]);
  });
  const matches = listOf(fields['rules'], [{}]).flatMap((rule) => listOf(fieldsOf(rule)['matches'], [{}]));
  return gateways.flatMap((gateway) =>
    hosts.flatMap((host) =>
      matches.map((match) => ({
        key: `${kind} ${gateway} ${String(host)} ${JSON.stringify(match)}`,
        shown: shownRequest(host, fieldsOf(fieldsOf(match)['path'])['value']),
      })),
    ),
  );
}

function ingressMatches({ ingressClassName, rules }: Readonly<Record<string, unknown>>): readonly RouteMatch[] {
  return listOf(rules, []).flatMap((rule) => {
    const { host = '', http } = fieldsOf(rule);
    return listOf(fieldsOf(http)['paths'], []).map((one) => {
      const { path, pathType } = fieldsOf(one);
      return {
        key: `Ingress ${JSON.stringify([ingressClassName, host, path, pathType])}`,
        shown: shownRequest(host, path),
      };
    });
  });
}

function shownRequest(host: unknown, path: unknown): string {
  return `${host === '' ? 'any host' : String(host)}${typeof path === 'string' ? path : ''}`;
}

function listOf(value: unknown, otherwise: readonly unknown[]): readonly unknown[] {
  return Array.isArray(value) && value.length > 0 ? value : otherwise;
}

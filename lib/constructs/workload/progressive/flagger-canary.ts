import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../../environment/environment.ts';
import type { CanaryService, CanaryServiceMatch, CanarySpec } from '../../../kubernetes.ts';
import { addObject } from '../../add-object.ts';
import type { CheckedMatch } from '../../routing/match.ts';
import { SplitRoutes, type SplitRoute } from '../../routing/split-routes.ts';
import type { NamedPort } from '../ports.ts';
import type { WorkloadIdentity } from '../workload-identity.ts';
import { flaggerAnalysisOf } from './flagger-analysis.ts';
import { refuseForFlagger, tellOfFlaggerRoutes, type FlaggerProps } from './flagger-limits.ts';
import type { Strategy } from './strategy.ts';

/**
 * A Flagger Canary over the Deployment. Flagger makes the rest: the Services `<name>`, `<name>-primary` and `<name>-canary`, the Deployment
 * `<name>-primary`, and for a canary its HTTPRoute, or its second Ingress.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
export function addFlaggerCanary(
  construct: Construct,
  props: FlaggerProps,
  strategy: Strategy,
  ports: readonly NamedPort[],
  identity: WorkloadIdentity,
  patch: object | undefined,
): void {
  const { name, namespace, labels, instanceLabels } = identity;
  const split = strategy.type === 'canary';
  refuseForFlagger(construct, props, ports, identity);
  if (split) construct.node.addValidation({ validate: () => tellOfFlaggerRoutes(construct) });
  const [first] = ports;
  if (first === undefined) return;
  const analysis = flaggerAnalysisOf(construct, strategy);
  addObject(
    construct,
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { labels, name, namespace },
      spec: {
        analysis,
        autoscalerRef:
          typeof props.replicas === 'object'
            ? { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name }
            : undefined,
        // Getters: routes are made after what they lead to.
        get ingressRef() {
          return split ? ingressRefOf(construct) : undefined;
        },
        provider: split ? PROVIDERS[EnvironmentRoot.of(construct).routing] : 'kubernetes',
        get service() {
          return {
            apex: { labels: instanceLabels },
            ...servicePortOf(first, ports.length > 1),
            ...(split ? routeFieldsOf(construct) : undefined),
          };
        },
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      },
    },
    patch,
  );
}

const PROVIDERS = { gateway: 'gatewayapi:v1', ingress: 'nginx' } as const;

function servicePortOf(
  { appProtocol, name, port, service = port }: NamedPort,
  hasOthers: boolean,
): Pick<CanaryService, 'appProtocol' | 'port' | 'portDiscovery' | 'portName' | 'targetPort'> {
  return {
    appProtocol,
    port: service,
    portDiscovery: hasOthers ? true : undefined,
    portName: name === 'http' ? undefined : name,
    targetPort: service === port ? undefined : port,
  };
}

function ingressRefOf(construct: Construct): CanarySpec['ingressRef'] {
  const [route] = SplitRoutes.of(construct).to(construct);
  if (route === undefined || route.parentRef !== undefined) return undefined;
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: route.name };
}

function routeFieldsOf(construct: Construct): Pick<CanaryService, 'gatewayRefs' | 'hosts' | 'match' | 'timeout'> {
  const [route] = SplitRoutes.of(construct).to(construct);
  if (route?.parentRef === undefined) return {};
  const { hosts, timeout, parentRef } = route;
  return { gatewayRefs: [parentRef()], hosts: hosts.length > 0 ? hosts : undefined, match: matchesOf(route), timeout };
}

/** Flagger passes over a match that says nothing, so that one says that it takes every path. */
function matchesOf({ matches }: SplitRoute): readonly CanaryServiceMatch[] {
  return matches.map(({ headers, method, path }: CheckedMatch) => ({
    headers: headers && Object.fromEntries(headers.map(({ name, value }) => [name, { exact: value }])),
    method: method && { exact: method },
    uri: path?.type === 'Exact' ? { exact: path.value } : { prefix: path?.value ?? '/' },
  }));
}

import { RESOURCE_EXCLUSIONS_WITH_ENDPOINT_SLICES } from '../../delivery/argocd/resource-exclusions.ts';
import { groupOf, type RenderedObject } from '../../manifest/object.ts';
import type { EnvironmentRule } from '../rule.ts';

/** More names than these say nothing more. */
const FEW = 10;

/**
 * EndpointSlices in an environment that Argo CD delivers. From 3.0 on its `resource.exclusions` leave them out by default: a database
 * with addresses would never be deployed, and nothing would say so. One finding an environment.
 *
 * Source: manifests/base/config/argocd-cm.yaml of Argo CD.
 */
export const endpointSlices: EnvironmentRule = ({ name, props, objects }) => {
  const { delivery } = props;
  if (delivery?.tool !== 'argocd' || delivery.endpointSlices === 'included') return [];
  const slices = objects.filter(isEndpointSlice);
  const [first] = slices;
  if (first === undefined) return [];
  const message =
    `${name}: Argo CD leaves out EndpointSlices by default (from 3.0 on), and says nothing of it: those of ${makersOf(slices)} would never be deployed. ` +
    `Change the ConfigMap argocd-cm in the namespace ${delivery.namespace} to have these lines, then write argocd({ …, endpointSlices: 'included' }):\n${CONFIG_MAP_LINES}`;
  return [
    {
      rule: 'delivery/endpoint-slices',
      severity: 'error',
      message,
      environment: name,
      application: first.application,
      construct: first.origin.construct,
      source: first.origin.source(),
    },
  ];
};

const CONFIG_MAP_LINES = [
  'data:',
  '  resource.exclusions: |',
  ...RESOURCE_EXCLUSIONS_WITH_ENDPOINT_SLICES.trimEnd()
    .split('\n')
    .map((line) => `    ${line}`),
].join('\n');

function isEndpointSlice({ object }: RenderedObject): boolean {
  return object.kind === 'EndpointSlice' && groupOf(object.apiVersion) === 'discovery.k8s.io';
}

function makersOf(slices: readonly RenderedObject[]): string {
  const makers = [...new Map(slices.map(({ origin }) => [origin.construct, origin])).values()];
  const shown = makers.slice(0, FEW).map(({ construct, source }) => {
    const line = source();
    return line === undefined ? construct : `${construct} (${line})`;
  });
  return `${shown.join(', ')}${makers.length > FEW ? ` and ${makers.length - FEW} more` : ''}`;
}

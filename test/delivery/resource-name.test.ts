import { expect, test } from 'vitest';
import { resourceName } from '../../lib/delivery/resource-name.ts';

test.each([
  ['ConfigMap', 'configmaps'],
  ['Ingress', 'ingresses'],
  ['NetworkPolicy', 'networkpolicies'],
  ['Gateway', 'gateways'],
  ['Canary', 'canaries'],
  ['IngressClass', 'ingressclasses'],
  ['Prometheus', 'prometheuses'],
  ['Mesh', 'meshes'],
  ['Batch', 'batches'],
  ['Box', 'boxes'],
  ['Endpoints', 'endpoints'],
  ['EndpointSlice', 'endpointslices'],
  ['HTTPRoute', 'httproutes'],
])('the resource of %s is %s', (kind, resource) => {
  expect(resourceName(kind)).toBe(resource);
});

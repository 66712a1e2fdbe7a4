import { expect, test } from 'vitest';
import { Worker } from '../../../lib/constructs/worker.ts';
import type { Resources } from '../../../lib/constructs/workload/resources.ts';
import { renderConstruct } from '../../../lib/testing/index.ts';

function emitted(resources: Resources): unknown {
  const { find } = renderConstruct((app) => new Worker(app, 'mailer', { image: 'a:1', resources }));
  return find('Deployment').spec?.template.spec?.containers[0]?.resources;
}

test.each<[Resources, unknown]>([
  [{ cpu: '100m', memory: '128Mi' }, { requests: { cpu: '100m', memory: '128Mi' } }],
  [{ cpu: '1000m', memory: '1024Mi' }, { requests: { cpu: '1', memory: '1Gi' } }],
  [{ cpu: 0.5 }, { requests: { cpu: '500m' } }],
  [{ cpu: { limit: 2 } }, { limits: { cpu: '2' } }],
  [{ cpu: { request: '50m', limit: '0.1' } }, { limits: { cpu: '100m' }, requests: { cpu: '50m' } }],
  [{ ephemeralStorage: '1000M' }, { requests: { 'ephemeral-storage': '1G' } }],
  [{ extended: { 'nvidia.com/gpu': 2 } }, { limits: { 'nvidia.com/gpu': '2' } }],
  [{ extended: { 'hugepages-2Mi': { limit: '4096Ki' } } }, { limits: { 'hugepages-2Mi': '4Mi' } }],
  [{ cpu: {} }, undefined],
  [{}, undefined],
])('resources %j', (resources, expected) => {
  expect(emitted(resources)).toEqual(expected);
});

test.each<[string, unknown, string]>([
  ['NaN', { cpu: Number.NaN }, "test/mailer: resources.cpu is NaN. Use a quantity, such as '100m' or '128Mi'."],
  ['a negative number', { cpu: -1 }, 'resources.cpu is -1.'],
  ['a text that is none', { memory: '128MB' }, 'resources.memory is "128MB".'],
  ['an object in a request', { memory: { request: {} } }, 'resources.memory is an object.'],
  ['more than 64 bits', { memory: '8192Pi' }, 'resources.memory is "8192Pi".'],
  [
    'a device without limit',
    { extended: { 'nvidia.com/gpu': { request: 1 } } },
    'resources.extended.nvidia.com/gpu has no limit, and Kubernetes wants one for what cannot be shared: { limit: 1 }.',
  ],
])('resources refuse %s', (_, resources, message) => {
  expect(() => emitted(resources as Resources)).toThrow(message);
});

import { expect, test } from 'vitest';
import { addReplicas, workloadsOf } from '../../../lib/change/status/workloads.ts';

const pod = { containers: [{ name: 'api', image: 'api:1' }] };

function object(kind: string, spec: Readonly<Record<string, unknown>>, name = 'api') {
  return { kind, metadata: { name }, spec };
}

test('images of all containers, those that run before included', () => {
  const spec = { ...pod, initContainers: [{ name: 'migrate', image: 'migrate:1' }] };

  expect(workloadsOf([object('Deployment', { template: { spec } })])).toEqual([
    { kind: 'Deployment', name: 'api', images: { api: 'api:1', migrate: 'migrate:1' }, replicas: 1 },
  ]);
});

test.each([
  ['Deployment', { replicas: 3, template: { spec: pod } }, 3],
  ['StatefulSet', { template: { spec: pod } }, 1],
  ['Rollout', { replicas: 0, template: { spec: pod } }, 0],
  ['DaemonSet', { template: { spec: pod } }, null],
  ['Job', { template: { spec: pod } }, null],
  ['CronJob', { jobTemplate: { spec: { template: { spec: pod } } } }, null],
  ['Pod', pod, null],
])('the image and the replicas of a %s', (kind, spec, replicas) => {
  expect(workloadsOf([object(kind, spec)])).toEqual([{ kind, name: 'api', images: { api: 'api:1' }, replicas }]);
});

test('an autoscaler counts for its own target alone, one Pod at least where it says nothing', () => {
  const scaler = object('HorizontalPodAutoscaler', {
    scaleTargetRef: { kind: 'Deployment', name: 'api' },
    maxReplicas: 5,
  });
  const [api, worker] = ['api', 'worker'].map((name) => object('Deployment', { template: { spec: pod } }, name));

  const found = workloadsOf([scaler, api ?? {}, worker ?? {}]);

  expect(found.map(({ name, replicas }) => [name, replicas])).toEqual([
    ['api', { min: 1, max: 5 }],
    ['worker', 1],
  ]);
  expect(addReplicas(found)).toEqual({ min: 2, max: 6 });
});

test('other kinds are none, and a Rollout of another workload has no images', () => {
  expect(workloadsOf([object('Service', {}), object('Rollout', { workloadRef: {} })])).toEqual([
    { kind: 'Rollout', name: 'api', images: {}, replicas: 1 },
  ]);
});

test('replicas add up, and nothing that counts Pods gives none', () => {
  const of = (...all: readonly (number | null)[]) =>
    addReplicas(all.map((replicas) => ({ kind: 'Deployment', name: 'x', images: {}, replicas })));

  expect(of(2, 3, null)).toBe(5);
  expect(of(null)).toBeNull();
  expect(of()).toBeNull();
});

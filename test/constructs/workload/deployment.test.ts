import { expect, test } from 'vitest';
import { WebService, type WebServiceProps } from '../../../lib/constructs/web-service.ts';
import { renderConstruct, type Rendered } from '../../../lib/testing/index.ts';

const image = 'registry.example/api:1.2.3';

function api(props: Partial<WebServiceProps> = {}): Rendered {
  return renderConstruct((app) => new WebService(app, 'api', { image, port: 8080, ...props }));
}

const SELECTOR = { 'app.kubernetes.io/instance': 'test-api', 'app.kubernetes.io/name': 'api' };

test.each<[WebServiceProps['replicas'], WebServiceProps['disruption'], unknown]>([
  [undefined, undefined, undefined],
  [0, undefined, undefined],
  [1, undefined, undefined],
  [2, undefined, { maxUnavailable: 1 }],
  [2, false, undefined],
  [1, {}, { maxUnavailable: 1 }],
  [3, { maxUnavailable: '50%' }, { maxUnavailable: '50%' }],
  [3, { minAvailable: 2, unhealthy: 'AlwaysAllow' }, { minAvailable: 2, unhealthyPodEvictionPolicy: 'AlwaysAllow' }],
  [{ min: 1, max: 4, cpu: 70 }, undefined, undefined],
  [{ min: 2, max: 4, cpu: 70 }, undefined, { maxUnavailable: 1 }],
])('replicas %j with disruption %j', (replicas, disruption, budget) => {
  const rendered = api({ replicas, disruption });

  const budgets = rendered.objects.filter(({ kind }) => kind === 'PodDisruptionBudget').map(({ spec }) => spec);
  expect(budgets).toEqual(budget === undefined ? [] : [Object.assign({ selector: { matchLabels: SELECTOR } }, budget)]);
});

test('an autoscaled Deployment says no replicas, as git and the autoscaler would fight over them', () => {
  const { find } = api({ replicas: { min: 1, max: 4, cpu: 70 } });

  expect(find('Deployment')).toHaveFields({ spec: { replicas: undefined } });
  expect(find('HorizontalPodAutoscaler').spec).toEqual({
    maxReplicas: 4,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'test-api' },
  });
});

test('custom metrics keep everything but the spelling of their quantities', () => {
  const metrics = [
    {
      type: 'Object',
      object: {
        describedObject: { kind: 'Ingress', name: 'a' },
        metric: { name: 'rps' },
        target: { type: 'Value', value: '10k' },
      },
    },
    { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '1500m' } } },
    {
      type: 'External',
      external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '1000' } },
    },
    {
      type: 'ContainerResource',
      containerResource: { name: 'memory', container: 'api', target: { type: 'AverageValue', averageValue: '1024Mi' } },
    },
  ] as const;

  const { find } = api({ replicas: { min: 2, max: 4, metrics } });

  expect(find('HorizontalPodAutoscaler').spec?.metrics).toEqual([
    metrics[0],
    metrics[1],
    { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '1k' } } },
    {
      type: 'ContainerResource',
      containerResource: { name: 'memory', container: 'api', target: { type: 'AverageValue', averageValue: '1Gi' } },
    },
  ]);
});

test.each<[WebServiceProps['rollout'], unknown]>([
  ['recreate', { strategy: { type: 'Recreate' } }],
  [{ maxSurge: 1 }, { strategy: { rollingUpdate: { maxSurge: 1 } } }],
  [{ maxSurge: '25%', maxUnavailable: 0 }, { strategy: { rollingUpdate: { maxUnavailable: 0 } } }],
  [
    { maxSurge: '100%', maxUnavailable: '0%' },
    { strategy: { rollingUpdate: { maxSurge: '100%', maxUnavailable: '0%' } } },
  ],
  [
    { minReady: 10, deadline: 60, history: 0 },
    { minReadySeconds: 10, progressDeadlineSeconds: 60, revisionHistoryLimit: 0 },
  ],
  [{}, {}],
])('the rollout %j', (rollout, emitted) => {
  const { replicas: _, selector: __, template: ___, ...spec } = api({ rollout }).find('Deployment').spec ?? {};

  expect(spec).toEqual(emitted);
});

test.each<[string, Partial<WebServiceProps>, string]>([
  ['replicas of NaN', { replicas: Number.NaN }, 'test/api: replicas is NaN. Use a whole number, 0 or more.'],
  ['replicas of -1', { replicas: -1 }, 'replicas is -1. Use a whole number, 0 or more.'],
  ['half a Pod', { replicas: 0.5 }, 'replicas is 0.5.'],
  [
    'an autoscaler without metrics',
    { replicas: { min: 1, max: 2 } },
    'replicas has no metric. Say what scales it: { min, max, cpu: 70 }.',
  ],
  [
    'a minimum above the maximum',
    { replicas: { min: 3, max: 2, cpu: 70 } },
    'replicas.min is 3 and max is 2. The minimum comes first.',
  ],
  ['no cpu', { replicas: { min: 1, max: 2, cpu: 0 } }, 'replicas.cpu is 0. Use a whole number, 1 or more.'],
  [
    'both ways to count a budget',
    { disruption: { minAvailable: 1, maxUnavailable: 1 } },
    'disruption has both maxUnavailable and minAvailable. Kubernetes takes one of the two.',
  ],
  [
    'a budget of more than all',
    { disruption: { minAvailable: '101%' } },
    "disruption.minAvailable is '101%'. Use a whole number, 0 or more, or per cent: '10%'.",
  ],
  [
    'a rollout that can replace nothing',
    { rollout: { maxSurge: 0, maxUnavailable: '0%' } },
    'rollout has maxSurge and maxUnavailable 0: no Pod could be replaced.',
  ],
  ['a share that is none', { rollout: { maxSurge: '1' as '1%' } }, "rollout.maxSurge is '1'. Use a whole number"],
  ['no time for progress', { rollout: { deadline: 0 } }, 'rollout.deadline is 0. Use a whole number, 1 or more.'],
])('refuses %s', (_, props, message) => {
  expect(() => api(props)).toThrow(message);
});

test('constraints spread the Pods of one revision', () => {
  const { find } = api({ spread: { zones: 'prefer', nodes: 'require' } });

  expect(find('Deployment').spec?.template.spec?.topologySpreadConstraints).toEqual([
    {
      labelSelector: { matchLabels: expect.anything() },
      matchLabelKeys: ['pod-template-hash'],
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
    },
    {
      labelSelector: { matchLabels: expect.anything() },
      matchLabelKeys: ['pod-template-hash'],
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'DoNotSchedule',
    },
  ]);
});

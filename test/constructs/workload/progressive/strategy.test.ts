import { expect, test } from 'vitest';
import { blueGreen, canary, type Strategy } from '../../../../lib/constructs/workload/progressive/strategy.ts';
import { renderStrategy } from './render-strategy.ts';

const steps = [{ weight: 10 }, { pause: '5m' }, { weight: 50 }, { pause: '5m' }] as const;

test.each<[string, Strategy]>([
  ['blueGreen', blueGreen()],
  ['canary', canary({ steps })],
])('%s without a controller in the environment is refused', (type, strategy) => {
  const { messages } = renderStrategy({ props: { strategy }, environment: { progressive: undefined } });

  expect(messages).toEqual([
    `users/api: strategy is ${type}, which Kubernetes alone cannot do. Say in the environment which controller its cluster has: progressive: 'argo-rollouts' or 'flagger'.`,
  ]);
});

test('rollout beside a strategy is refused', () => {
  const { messages } = renderStrategy({ props: { strategy: blueGreen(), rollout: { maxSurge: 1 } } });

  expect(messages).toEqual([
    'users/api: rollout and strategy both say how it goes to a new revision. Leave one of the two out.',
  ]);
});

test.each<[unknown, string]>([
  ['canary', 'users/api: strategy is "canary". Use blueGreen({ … }) or canary({ steps: […] }).'],
  [{ type: 'canary' }, 'users/api: strategy is an object. Use blueGreen({ … }) or canary({ steps: […] }).'],
  [null, 'users/api: strategy is null. Use blueGreen({ … }) or canary({ steps: […] }).'],
  [
    blueGreen({ autopromotion: false } as never),
    'users/api: strategy.autopromotion is not a prop of WebService. Did you mean autoPromotion?',
  ],
  [
    blueGreen({ autoPromotion: '10' as never }),
    `users/api: strategy.autoPromotion is "10". Use a time such as '30s', '5m' or '1h'.`,
  ],
  [blueGreen({ previewReplicas: 0 }), 'users/api: strategy.previewReplicas is 0. Use a whole number, 1 or more.'],
  [blueGreen({ scaleDownDelay: -1 }), 'users/api: strategy.scaleDownDelay is -1. Use a whole number, 0 or more.'],
  [
    canary({ steps: [] }),
    "users/api: strategy.steps is empty. Say how it goes: [{ weight: 10 }, { pause: '5m' }, { weight: 50 }].",
  ],
  [
    canary({} as never),
    "users/api: strategy.steps is undefined. Say how it goes: [{ weight: 10 }, { pause: '5m' }, { weight: 50 }].",
  ],
  [
    canary({ steps: [{ pause: '5m' }] }),
    'users/api: strategy.steps has no weight: the new revision would take nothing. Add { weight: 10 }.',
  ],
  [
    canary({ steps: [{ weight: 101 }] }),
    'users/api: strategy.steps[0].weight is 101. Use a whole number from 0 to 100.',
  ],
  [
    canary({ steps: [{ weight: 0.5 }] }),
    'users/api: strategy.steps[0].weight is 0.5. Use a whole number from 0 to 100.',
  ],
  [
    canary({ steps: [{ weight: 50 }, { weight: 10 }] }),
    'users/api: strategy.steps[1].weight is 10, and 50 comes before it. Let the weights rise.',
  ],
  [
    canary({ steps: [{ weight: 50 }, { pause: '5 minutes' as never }] }),
    `users/api: strategy.steps[1].pause is "5 minutes". Use a time such as '30s', '5m' or '1h'.`,
  ],
  [
    canary({ steps: [{ weight: 50 }, { pause: '0m' }] }),
    'users/api: strategy.steps[1].pause is "0m". Use a time from 1 seconds to 7 days.',
  ],
  [
    canary({ steps: [{ weight: 50, pause: '5m' } as never] }),
    'users/api: strategy.steps[0] has weight and pause. A step is one of weight, pause, analysis.',
  ],
  [
    canary({ steps: [{ weight: 50 }, {} as never] }),
    'users/api: strategy.steps[1] says nothing. A step is one of weight, pause, analysis.',
  ],
  [
    canary({ steps: [{ weight: 50 }, { wait: '5m' } as never] }),
    'users/api: strategy.steps[1].wait is not a prop of WebService. There are: weight, pause, analysis.',
  ],
  [
    canary({ steps: [{ weight: 50 }, null as never] }),
    'users/api: strategy.steps[1] is null. Use an object with: weight, pause, analysis.',
  ],
  [
    canary({ steps, maxSurge: 0, maxUnavailable: '0%' }),
    'users/api: strategy has maxSurge and maxUnavailable 0: no Pod could be replaced. Allow one of the two.',
  ],
  [
    canary({ steps, threshold: 3 }),
    "users/api: strategy.threshold is of Flagger, and this environment has progressive: 'argo-rollouts'. Leave it out here.",
  ],
])('a wrong strategy is refused with its value: %#', (strategy, message) => {
  const { messages } = renderStrategy({ props: { strategy: strategy as Strategy } });

  expect(messages).toContain(message);
});

test('a Worker has no strategy', async () => {
  const { Worker } = await import('../../../../lib/constructs/worker.ts');
  const { Application } = await import('../../../../lib/constructs/application.ts');
  const { messagesOf, renderFindings } = await import('../../../render-findings.ts');
  const props = { image: 'registry.example/worker:1', strategy: blueGreen() };

  const outcome = renderFindings((environment) => new Worker(new Application(environment, 'users'), 'worker', props));

  expect(messagesOf(outcome)).toEqual([
    expect.stringMatching(/^users\/worker: strategy is not a prop of Worker\. There are: /),
  ]);
});

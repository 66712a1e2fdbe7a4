import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Route } from '../../lib/constructs/route.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { blueGreen, canary, type Strategy } from '../../lib/constructs/workload/progressive/strategy.ts';
import { progressiveDifferences } from '../../lib/delivery/progressive-differences.ts';
import type { EnvironmentProps } from '../../lib/environment/environment-props.ts';
import { renderFindings } from '../render-findings.ts';

const steps = [{ weight: 10 }, { pause: '5m' }] as const;

/** Of a service in `users` with a route in `entrance`, beside one without a strategy. */
function differencesOf(strategy: Strategy | undefined, props: Partial<EnvironmentProps> = {}): unknown {
  const { objects } = renderFindings(
    (environment) => {
      const users = new Application(environment, 'users');
      const service = { image: 'registry.example/api:1', port: 80 };
      const to = new WebService(users, 'api', { ...service, strategy });
      const plain = new WebService(users, 'plain', service);
      const entrance = new Application(environment, 'entrance', { namespace: 'users' });
      new Route(entrance, 'users', { gateway: 'infra/public', matches: [{ path: '/' }], to });
      new Route(entrance, 'plain', { gateway: 'infra/public', matches: [{ path: '/plain' }], to: plain });
    },
    { progressive: 'argo-rollouts', ...props },
  );
  return progressiveDifferences(objects);
}

test('a canary: the revisions of its Services and the weights of its routes', () => {
  const selector = ['/spec/selector/rollouts-pod-template-hash'];

  expect(differencesOf(canary({ steps }))).toEqual([
    { application: 'users', kind: 'Service', name: 'users-api', namespace: 'users', jsonPointers: selector },
    { application: 'users', kind: 'Service', name: 'users-api-canary', namespace: 'users', jsonPointers: selector },
    {
      application: 'entrance',
      group: 'gateway.networking.k8s.io',
      kind: 'HTTPRoute',
      name: 'entrance-users',
      namespace: 'users',
      jsonPointers: ['/spec/rules/0/backendRefs/0/weight', '/spec/rules/0/backendRefs/1/weight'],
    },
  ]);
});

test('a blueGreen: the revisions of its Services alone', () => {
  expect(differencesOf(blueGreen())).toMatchObject([{ name: 'users-api' }, { name: 'users-api-preview' }]);
});

test.each([
  ['without a strategy', undefined, {}],
  ['with Flagger', blueGreen(), { progressive: 'flagger' }],
] as const)('nothing %s', (_, strategy, props) => {
  expect(differencesOf(strategy, props)).toEqual([]);
});

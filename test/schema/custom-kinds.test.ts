import { expect, test } from 'vitest';
import { openSchema } from '../../lib/schema/open-schema.ts';

const ROUTE = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'users', creationTimestamp: null },
  spec: {
    parentRefs: [{ name: 'public' }],
    rules: [
      { matches: [{ method: 'GET', path: { value: '/users' } }], backendRefs: [{ name: 'users-api', port: 80 }] },
    ],
  },
};

test('takes a route of the Gateway API in every version', () => {
  expect(openSchema('1.27').check(ROUTE)).toEqual([]);
  expect(openSchema('1.37').check(ROUTE)).toEqual([]);
  expect(openSchema('1.30').scopeOf('gateway.networking.k8s.io/v1', 'GatewayClass')).toBe('Cluster');
});

test('a field that is null is not there, as for the server', () => {
  expect(openSchema('1.34').check({ ...ROUTE, spec: { hostnames: null } })).toEqual([]);
});

test.each([
  [{ parentRefs: [{ nam: 'public' }] }, ['/spec/parentRefs/0/nam', '/spec/parentRefs/0/name']],
  [{ hostnames: ['UPPER.example.com'] }, ['/spec/hostnames/0']],
  [{ hostnames: [null] }, ['/spec/hostnames/0']],
  [{ parentRefs: [{ name: null }] }, ['/spec/parentRefs/0/name']],
  [{ rules: [{ backendRefs: [{ name: 'a', port: 70_000 }] }] }, ['/spec/rules/0/backendRefs/0/port']],
  [{ rules: [{ matches: [{ method: 'get' }] }] }, ['/spec/rules/0/matches/0/method']],
])('refuses a route with %j', (spec, paths) => {
  const problems = openSchema('1.34').check({ ...ROUTE, spec });

  expect(problems.map(({ path }) => path)).toEqual(paths);
  expect(problems.every(({ category }) => category === 'server')).toBe(true);
});

test('checks the metadata of a custom object as any other', () => {
  const problems = openSchema('1.34').check({ ...ROUTE, metadata: { name: 'users', lables: {} } });

  expect(problems.map(({ message }) => message)).toEqual([
    'metadata.lables is not a field of HTTPRoute gateway.networking.k8s.io/v1. Did you mean labels?',
  ]);
});

test('takes a sealed secret with what kubeseal writes', () => {
  const sealed = {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'users-database', creationTimestamp: null },
    spec: {
      encryptedData: { password: 'AgB' },
      template: { metadata: { name: 'users-database', creationTimestamp: null } },
    },
  };

  expect(openSchema('1.34').check(sealed)).toEqual([]);
});

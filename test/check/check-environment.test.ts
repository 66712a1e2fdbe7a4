import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { SharedClusters } from '../../lib/check/shared-clusters.ts';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import { messagesOf, renderFindings } from '../render-findings.ts';

test('an object that is there twice names both constructs and their lines', () => {
  const outcome = renderFindings((environment) => {
    const app = new Application(environment, 'users');
    new Config(app, 'settings', { A: 'a' });
    new Config(new Construct(app, 'group'), 'settings', { A: 'b' });
  });

  expect(outcome.findings).toMatchObject([
    {
      rule: 'reference/duplicate-object',
      severity: 'error',
      construct: 'users/group/settings',
      source: 'apps/app.ts:7',
      object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'users', name: 'users-settings' },
      message:
        'ConfigMap users/users-settings: users/settings (apps/app.ts:7) makes it, and users/group/settings (apps/app.ts:7) too. Give one of them another id, or namespace.',
    },
  ]);
});

test.each<[string, object, object, boolean]>([
  [
    'two versions of a group',
    { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler' },
    { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
    true,
  ],
  ['two kinds', { apiVersion: 'v1', kind: 'ConfigMap' }, { apiVersion: 'v1', kind: 'ServiceAccount' }, false],
  ['two groups', { apiVersion: 'v1', kind: 'Event' }, { apiVersion: 'events.k8s.io/v1', kind: 'Event' }, false],
  [
    'two namespaces',
    { apiVersion: 'v1', kind: 'ConfigMap' },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'other' } },
    false,
  ],
])('%s of one name are one object: %s', (_, one, two, same) => {
  const outcome = renderFindings((environment) => {
    const app = new Application(environment, 'a');
    for (const [id, object] of Object.entries({ one, two })) {
      const { metadata } = object as { readonly metadata?: object };
      new ApiObject(app, id, {
        ...(object as { apiVersion: string; kind: string }),
        metadata: { ...metadata, name: 'x' },
      });
    }
  });

  expect(outcome.findings.some(({ rule }) => rule === 'reference/duplicate-object')).toBe(same);
});

test('applications that would make one object are told, though their own names differ', () => {
  const outcome = renderFindings((environment) => {
    new Config(new Application(environment, 'a', { namespace: 'n' }), 'b-c', { A: 'a' });
    new Config(new Application(environment, 'a-b', { namespace: 'n' }), 'c', { A: 'a' });
  });

  expect(messagesOf(outcome)).toEqual([
    expect.stringContaining('ConfigMap n/a-b-c: a/b-c (apps/app.ts:7) makes it, and a-b/c (apps/app.ts:7) too.'),
  ]);
});

function blue(environment: Environment): void {
  new WebService(new Application(environment, 'users'), 'api', { image: 'a:1', port: 80, can: [{ get: 'nodes' }] });
}

test('environments that share a cluster may not make one object', () => {
  const clusters = new SharedClusters(['europe', 'europe', 'asia']);
  const one = renderFindings(blue, { name: 'blue' });
  const two = renderFindings(blue, { name: 'green' });
  const apart = renderFindings(blue, { name: 'red', namespace: (application) => `red-${application}` });

  const inOwnCluster = clusters.check('asia', one);
  const first = clusters.check('europe', one);
  const second = clusters.check('europe', two);
  const third = clusters.check('europe', apart);

  expect([inOwnCluster, first, third]).toEqual([[], [], []]);
  // What has no namespace has the environment in its name; the Namespace itself collides.
  expect(second.map(({ object }) => object?.kind)).toEqual(['ServiceAccount', 'Deployment', 'Service', 'Namespace']);
  expect(second[0]).toMatchObject({
    rule: 'reference/shared-cluster',
    environment: 'green',
    message:
      "ServiceAccount users/users-api: blue makes it too, and both environments name the cluster 'europe'. Give one of them other namespaces: namespace: (application) => …",
  });
});

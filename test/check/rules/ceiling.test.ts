import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import type { Delivery } from '../../../lib/delivery/delivery.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import type { Finding } from '../../../lib/errors.ts';
import { renderFindings } from '../../render-findings.ts';

const repository = 'https://git.example.com/acme/manifests.git';

function ceilingFindings(
  build: (environment: Environment) => unknown,
  props: Partial<EnvironmentProps>,
): readonly Finding[] {
  const { findings } = renderFindings(build, { name: 'eu', ...props });
  return findings.filter(({ rule }) => rule === 'delivery/ceiling');
}

function objects(...kinds: readonly [apiVersion: string, kind: string][]) {
  return (environment: Environment): void => {
    const users = new Application(environment, 'users');
    for (const [index, [apiVersion, kind]] of kinds.entries())
      new ApiObject(users, `x${index}`, { apiVersion, kind, metadata: { name: `x${index}` } });
  };
}

test.each<[string, Delivery]>([
  ['argocd', argocd({ repository })],
  ['flux', flux({ repository })],
  ['folder', folder()],
])('with %s a kind outside of the ceiling is an error that gives the line to add', (_, delivery) => {
  expect(ceilingFindings(objects(['example.com/v1', 'Widget']), { delivery })).toEqual([
    {
      rule: 'delivery/ceiling',
      severity: 'error',
      message:
        "Widget users/x0: its kind is not among those that the deployers of eu may make. Add it to the environment: kinds: ['Widget.example.com']",
      environment: 'eu',
      application: 'users',
      construct: 'users/x0',
      source: 'apps/app.ts:7',
      object: { apiVersion: 'example.com/v1', kind: 'Widget', namespace: 'users', name: 'x0' },
    },
  ]);
});

test.each([
  ['v1', 'Secret', 'Secret'],
  ['v1', 'Pod', 'Pod'],
  ['v1', 'LimitRange', 'LimitRange'],
  ['apps/v1', 'ReplicaSet', 'ReplicaSet.apps'],
  ['example.com/v1', 'ConfigMap', 'ConfigMap.example.com'],
])('the line that is given is the one that helps: %s %s', (apiVersion, kind, name) => {
  const delivery = flux({ repository });

  const [finding] = ceilingFindings(objects([apiVersion, kind]), { delivery });

  expect(finding?.message).toContain(`kinds: ['${name}']`);
  expect(ceilingFindings(objects([apiVersion, kind]), { delivery, kinds: [name] })).toEqual([]);
});

test('a kind is told of once in each application', () => {
  const widget: [string, string] = ['example.com/v1', 'Widget'];

  const findings = ceilingFindings(
    (environment) => {
      objects(widget, widget, ['example.com/v1', 'Gadget'])(environment);
      new ApiObject(new Application(environment, 'comments'), 'x', { apiVersion: 'example.com/v2', kind: 'Widget' });
    },
    { delivery: folder() },
  );

  expect(findings.map(({ construct }) => construct)).toEqual(['users/x0', 'users/x2', 'comments/x']);
});

test('any version of a kind is that kind', () => {
  const delivery = folder();

  expect(ceilingFindings(objects(['autoscaling/v1', 'HorizontalPodAutoscaler']), { delivery })).toEqual([]);
});

test('what the root applies needs no ceiling: Namespaces, and rights that applications hand out', () => {
  const build = (environment: Environment): unknown =>
    new WebService(new Application(environment, 'users'), 'api', {
      image: 'a:1',
      port: 80,
      can: [{ get: 'configmaps' }],
    });

  expect(ceilingFindings(build, { delivery: argocd({ repository }) })).toEqual([]);
});

test('the kind of progressive delivery is in it where it is declared', () => {
  const rollout = objects(['argoproj.io/v1alpha1', 'Rollout']);

  expect(ceilingFindings(rollout, { delivery: folder(), progressive: 'argo-rollouts' })).toEqual([]);
  expect(ceilingFindings(rollout, { delivery: folder() })).toHaveLength(1);
});

test('what has no namespace is a matter of the platform, where the line is given', () => {
  const priority = objects(['scheduling.k8s.io/v1', 'PriorityClass']);
  const kinds = ['PriorityClass.scheduling.k8s.io'];

  expect(ceilingFindings(priority, { delivery: folder() })).toEqual([]);
  expect(ceilingFindings(priority, { delivery: folder(), platform: true })).toMatchObject([
    { message: expect.stringContaining(`kinds: ['${kinds[0]}']`) },
  ]);
  expect(ceilingFindings(priority, { delivery: folder(), platform: true, kinds })).toEqual([]);
});

test('without a delivery nobody is limited', () => {
  expect(ceilingFindings(objects(['example.com/v1', 'Widget']), {})).toEqual([]);
});

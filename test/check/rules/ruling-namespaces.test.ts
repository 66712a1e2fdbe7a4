import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import type { Delivery } from '../../../lib/delivery/delivery.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import type { Finding } from '../../../lib/errors.ts';
import { renderFindings } from '../../render-findings.ts';

const repository = 'https://git.example.com/acme/manifests.git';

function rulingFindings(
  build: (environment: Environment) => unknown,
  props: Partial<EnvironmentProps>,
): readonly Finding[] {
  const { findings } = renderFindings(build, { name: 'eu', ...props });
  return findings.filter(({ rule }) => rule === 'delivery/ruling-namespace');
}

function applicationIn(namespace: string) {
  return (environment: Environment): unknown =>
    new Config(new Application(environment, 'users', { namespace }), 'settings', { A: 'a' });
}

const TOOLS: readonly [string, Delivery, string][] = [
  ['argocd', argocd({ repository }), 'argocd'],
  ['argocd elsewhere', argocd({ repository, namespace: 'cd' }), 'cd'],
  ['flux', flux({ repository }), 'flux-system'],
  ['folder', folder({ namespace: 'accounts' }), 'accounts'],
];

test.each(TOOLS)('with %s the namespace of the CD tool is for the platform alone', (_, delivery, home) => {
  expect(rulingFindings(applicationIn(home), { delivery })).toEqual([
    {
      rule: 'delivery/ruling-namespace',
      severity: 'error',
      message: `users: '${home}' is the namespace of the CD tool. Use another, or make it in an environment with platform: true, whose owners answer for the cluster.`,
      environment: 'eu',
      application: 'users',
      construct: 'users',
      source: 'apps/app.ts:7',
    },
  ]);
  expect(rulingFindings(applicationIn(home), { delivery, platform: true })).toEqual([]);
  expect(rulingFindings(applicationIn('users'), { delivery })).toEqual([]);
});

test.each(TOOLS)('with %s who may make Pods in kube-system may be any account of the cluster', (_, delivery) => {
  const [finding, ...others] = rulingFindings(applicationIn('kube-system'), { delivery });

  expect(others).toEqual([]);
  expect(finding?.message).toContain("users: 'kube-system' is the namespace of the cluster.");
});

test.each<[string, (environment: Environment) => unknown, Partial<EnvironmentProps>, string]>([
  [
    'a single object',
    (environment) => {
      const metadata = { name: 'x', namespace: 'argocd' };
      new ApiObject(new Application(environment, 'users'), 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    },
    {},
    'users',
  ],
  [
    'a Namespace',
    (environment) => {
      const users = new Application(environment, 'users');
      new ApiObject(users, 'x', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } });
    },
    {},
    'users/x',
  ],
  ['a namespace that is kept', applicationIn('users'), { namespaces: ['argocd'] }, 'eu'],
  ['an application without objects', (environment) => new Application(environment, 'argocd'), {}, 'argocd'],
])('every way into it is found: %s', (_, build, props, construct) => {
  const findings = rulingFindings(build, { delivery: argocd({ repository }), ...props });

  expect(findings).toMatchObject([{ construct }]);
});

test('without a delivery there are no deployers that could be there', () => {
  expect(rulingFindings(applicationIn('kube-system'), {})).toEqual([]);
});

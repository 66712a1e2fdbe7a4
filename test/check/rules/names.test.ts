import { expect, test } from 'vitest';
import { names } from '../../../lib/check/rules/names.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import type { KubernetesVersion } from '../../../lib/schema/kubernetes-version.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';

function messagesFor(
  apiVersion: string,
  kind: string,
  metadata: object,
  version: KubernetesVersion = '1.34',
): readonly string[] {
  const messages: string[] = [];
  names({ apiVersion, kind, metadata } as KubernetesObject, openSchema(version), ({ message }) =>
    messages.push(message),
  );
  return messages;
}

const SUBDOMAIN = `${'a'.repeat(126)}.${'b'.repeat(126)}`;

test.each<[string, string, number]>([
  ['v1', 'ConfigMap', 253],
  ['v1', 'Secret', 253],
  ['apps/v1', 'Deployment', 253],
  ['v1', 'Service', 63],
  ['v1', 'Namespace', 63],
  ['batch/v1', 'CronJob', 52],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 253],
  ['policy/v1', 'PodDisruptionBudget', 253],
])('the name of a %s %s may have %i characters, and not one more', (apiVersion, kind, longest) => {
  const text = 'a'.repeat(longest);

  expect(messagesFor(apiVersion, kind, { name: text })).toEqual([]);
  expect(messagesFor(apiVersion, kind, { name: `${text}a` })).toEqual([
    `/metadata/name is '${text}a', ${longest + 1} characters long. The limit is ${longest}: use a shorter id.`,
  ]);
});

test.each<[string, string, string, boolean]>([
  ['v1', 'ConfigMap', 'a.b-c', true],
  ['v1', 'ConfigMap', SUBDOMAIN, true],
  ['v1', 'ConfigMap', 'a..b', false],
  ['v1', 'ConfigMap', '-a', false],
  ['v1', 'ConfigMap', 'a-', false],
  ['v1', 'ConfigMap', 'A', false],
  ['v1', 'ConfigMap', 'a_b', false],
  ['v1', 'ConfigMap', '', false],
  ['v1', 'ConfigMap', 'a\n', false],
  ['v1', 'Service', 'a.b', false],
  ['v1', 'Service', '9a', false],
  ['v1', 'Namespace', 'a.b', false],
  ['rbac.authorization.k8s.io/v1', 'Role', 'system:Reader_1', true],
  ['rbac.authorization.k8s.io/v1', 'Role', 'a/b', false],
  ['rbac.authorization.k8s.io/v1', 'Role', '..', false],
])('%s %s may be called %j: %s', (apiVersion, kind, text, fine) => {
  expect(messagesFor(apiVersion, kind, { name: text }).length === 0).toBe(fine);
});

test('a Service may start with a digit from Kubernetes 1.37 on', () => {
  expect(messagesFor('v1', 'Service', { name: '9a' }, '1.37')).toEqual([]);
  expect(messagesFor('v1', 'Service', { name: '9a' }, '1.36')).toEqual([
    expect.stringContaining("A Service's name starts with a letter."),
  ]);
});

test('a namespace is a DNS label, and counts only where the kind has one', () => {
  expect(messagesFor('v1', 'ConfigMap', { name: 'a', namespace: 'a.b' })).toEqual([
    expect.stringContaining("/metadata/namespace is 'a.b'."),
  ]);
  expect(messagesFor('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'a', namespace: 'a.b' })).toEqual([]);
});

test('an object without a name is told, but not a question to the server', () => {
  expect(messagesFor('v1', 'ConfigMap', {})).toEqual(['has no name. Give it one.']);
  expect(messagesFor('v1', 'ConfigMap', { generateName: 'a-' })).toEqual([]);
  expect(messagesFor('authentication.k8s.io/v1', 'TokenReview', {})).toEqual([]);
});

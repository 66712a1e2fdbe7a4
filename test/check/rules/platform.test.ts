import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import { renderFindings } from '../../render-findings.ts';

function platformMessages(
  build: (environment: Environment) => unknown,
  props: Partial<EnvironmentProps> = {},
): readonly string[] {
  const { findings } = renderFindings(build, { name: 'eu', kubernetes: '1.37', ...props });
  return findings.filter(({ rule }) => rule === 'delivery/platform').map(({ message }) => message);
}

function object(apiVersion: string, kind: string) {
  return (environment: Environment): unknown =>
    new ApiObject(new Application(environment, 'users'), 'x', { apiVersion, kind, metadata: { name: 'x' } });
}

test.each([
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['apiregistration.k8s.io/v1', 'APIService'],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding'],
  ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy'],
  ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicyBinding'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
])('only the platform reaches all of a cluster: %s %s', (apiVersion, kind) => {
  const build = object(apiVersion, kind);

  for (const delivery of [undefined, folder()]) {
    expect(platformMessages(build, { delivery })).toEqual([
      `${kind} x: it reaches all of the cluster. Make it in an environment with platform: true, whose owners answer for the cluster.`,
    ]);
    expect(platformMessages(build, { delivery, platform: true })).toEqual([]);
  }
});

test('a service that may see nodes needs the platform', () => {
  const build = (environment: Environment): unknown =>
    new WebService(new Application(environment, 'users'), 'api', { image: 'a:1', port: 80, can: [{ get: 'nodes' }] });

  expect(platformMessages(build)).toEqual([
    expect.stringContaining('ClusterRole eu-users-api: it reaches all of the cluster.'),
    expect.stringContaining('ClusterRoleBinding eu-users-api: it reaches all of the cluster.'),
  ]);
  expect(platformMessages(build, { platform: true })).toEqual([]);
});

test.each([
  ['v1', 'PersistentVolume'],
  ['scheduling.k8s.io/v1', 'PriorityClass'],
  ['storage.k8s.io/v1', 'StorageClass'],
  ['gateway.networking.k8s.io/v1', 'GatewayClass'],
])('a deployer of a namespace could not make what has none: %s %s', (apiVersion, kind) => {
  const build = object(apiVersion, kind);

  expect(platformMessages(build, { delivery: folder() })).toEqual([
    `${kind} x: it has no namespace, and deployers have rights in theirs alone. Make it in an environment with platform: true, whose owners answer for the cluster.`,
  ]);
  expect(platformMessages(build)).toEqual([]);
  expect(platformMessages(build, { delivery: folder(), platform: true })).toEqual([]);
});

test.each([
  ['v1', 'Namespace'],
  ['v1', 'ConfigMap'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['example.com/v1', 'ClusterRole'],
])("what belongs to one namespace is everybody's: %s %s", (apiVersion, kind) => {
  expect(platformMessages(object(apiVersion, kind), { delivery: folder() })).toEqual([]);
});

import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import { messagesOf, renderFindings } from '../render-findings.ts';

function identities(build: (environment: Environment) => unknown): readonly string[] {
  return renderFindings(build).objects.map(
    ({ application, object }) =>
      `${application}: ${object.kind} ${object.metadata.namespace ?? '-'}/${object.metadata.name}`,
  );
}

test('a namespace is made once, whoever uses it, and not where the code makes it or every cluster has it', () => {
  const made = identities((environment) => {
    for (const [id, namespace] of [
      ['a', 'shared'],
      ['b', 'shared'],
      ['c', 'own'],
      ['d', 'kube-system'],
    ] as const) {
      new Config(new Application(environment, id, { namespace }), 'x', { A: 'a' });
    }
    new ApiObject(new Application(environment, 'e'), 'own', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'own' },
    });
  });

  expect(made).toEqual([
    'a: ConfigMap shared/a-x',
    'b: ConfigMap shared/b-x',
    'c: ConfigMap own/c-x',
    'd: ConfigMap kube-system/d-x',
    'delivery: Namespace -/own',
    'delivery: Namespace -/shared',
  ]);
});

test('kinds without a namespace get none, and what the root applies goes to delivery', () => {
  const made = identities((environment) => {
    const app = new Application(environment, 'a');
    new ApiObject(app, 'class', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'x' });
    new ApiObject(app, 'role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' });
    new ApiObject(app, 'cluster-role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' });
  });

  expect(made).toEqual([
    'a: StorageClass -/a-class',
    'delivery: Role a/a-role',
    'delivery: ClusterRole -/a-cluster-role',
    'delivery: Namespace -/a',
  ]);
});

test('what a construct finds wrong with itself is told', () => {
  const outcome = renderFindings((environment) => {
    const own = new Construct(new Application(environment, 'a'), 'own');
    own.node.addValidation({ validate: () => ['has no colour'] });
  });

  expect(outcome.findings).toContainEqual(
    expect.objectContaining({
      rule: 'custom/validation',
      severity: 'error',
      construct: 'a/own',
      message: 'a/own: has no colour',
    }),
  );
});

test('a chart of cdk8s may stand in an environment', () => {
  expect(
    identities(
      (environment) =>
        new ApiObject(new Chart(environment, 'plain', { namespace: 'n' }), 'x', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'x' },
        }),
    ),
  ).toEqual(['plain: ConfigMap n/x', 'delivery: Namespace -/n']);
});

test('metadata that others add to our objects counts', () => {
  const { objects } = renderFindings((environment) => {
    const config = new Config(new Application(environment, 'a'), 'x', { A: 'a' });
    for (const child of config.node.children) {
      if (!ApiObject.isApiObject(child)) continue;
      child.metadata.addLabel('team', 'b');
      child.metadata.addAnnotation('note', 'c');
      child.metadata.addFinalizers('d');
    }
  });

  expect(objects[0]?.object.metadata).toMatchObject({
    labels: { team: 'b', 'app.kubernetes.io/name': 'x' },
    annotations: { note: 'c' },
    finalizers: ['d'],
  });
});

test('an environment that renders nothing is refused: its CD tool would remove all that runs', () => {
  expect(messagesOf(renderFindings(() => undefined))).toEqual([
    'test: build makes no object. Make an application in it, or delete its file.',
  ]);
});

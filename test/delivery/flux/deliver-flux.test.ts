import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import type { Environment } from '../../../lib/environment/environment.ts';
import { deliverEnvironment, find, REPOSITORY, yamlOf } from '../deliver-environment.ts';

const delivery = flux({ repository: REPOSITORY });

function oneApplication(environment: Environment): void {
  new Config(new Application(environment, 'users'), 'settings', { A: 'a' });
}

test('an environment is a GitRepository of its folder, and a Kustomization with the rights of a deployer for each application', () => {
  const outcome = deliverEnvironment({ delivery }, oneApplication);

  expect(outcome.findings).toEqual([]);
  expect(yamlOf(find(outcome, 'GitRepository'))).toMatchInlineSnapshot(`
    "apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata:
      labels:
        app.kubernetes.io/managed-by: kumiki
      name: eu-manifests
      namespace: flux-system
    spec:
      interval: 1m
      ref:
        branch: main
      sparseCheckout:
        - dist/eu
      url: https://git.example.com/acme/manifests.git
    "
  `);
  expect(yamlOf(find(outcome, 'Kustomization'))).toMatchInlineSnapshot(`
    "apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      labels:
        app.kubernetes.io/managed-by: kumiki
      name: eu-users
      namespace: flux-system
    spec:
      interval: 10m
      path: "./dist/eu/users"
      prune: true
      retryInterval: 30s
      serviceAccountName: eu-users
      sourceRef:
        kind: GitRepository
        name: eu-manifests
      timeout: 5m
      wait: true
    "
  `);
});

test('every option is seen in what is rendered', () => {
  const outcome = deliverEnvironment(
    {
      delivery: flux({
        repository: 'ssh://git@git.example.com/acme/manifests.git',
        branch: 'release/1',
        namespace: 'cd',
        credential: 'manifests-read',
        verify: 'signers',
        interval: '30s',
        timeout: '10m',
        shard: 'shard1',
        labels: { team: 'identity' },
      }),
    },
    oneApplication,
  );

  expect(outcome.findings).toEqual([]);
  const labels = {
    'app.kubernetes.io/managed-by': 'kumiki',
    'sharding.fluxcd.io/key': 'shard1',
    team: 'identity',
  };
  expect(find(outcome, 'GitRepository')).toMatchObject({
    metadata: { namespace: 'cd', labels },
    spec: {
      interval: '30s',
      ref: { branch: 'release/1' },
      secretRef: { name: 'manifests-read' },
      url: 'ssh://git@git.example.com/acme/manifests.git',
      verify: { mode: 'HEAD', secretRef: { name: 'signers' } },
    },
  });
  expect(find(outcome, 'Kustomization')).toMatchObject({
    metadata: { namespace: 'cd', labels },
    spec: { timeout: '10m' },
  });
  expect(find(outcome, 'ServiceAccount', 'eu-users').metadata.namespace).toBe('cd');
});

test('an application waits for those that it requires, and for no others', () => {
  const outcome = deliverEnvironment({ delivery }, (environment) => {
    const database = new Application(environment, 'database');
    new Config(database, 'x', { A: 'a' });
    const empty = new Application(environment, 'empty');
    const users = new Application(environment, 'users', { requires: [database, empty] });
    new Config(users, 'x', { A: 'a' });
  });

  expect(outcome.findings).toEqual([]);
  expect(find(outcome, 'Kustomization', 'eu-users')['spec']).toMatchObject({ dependsOn: [{ name: 'eu-database' }] });
  expect(find(outcome, 'Kustomization', 'eu-database')['spec']).not.toHaveProperty('dependsOn');
});

test('in a protected environment the objects of a removed application stay', () => {
  const outcome = deliverEnvironment({ delivery, protected: true }, oneApplication);

  expect(find(outcome, 'Kustomization')['spec']).toMatchObject({ prune: true, deletionPolicy: 'Orphan' });
});

test.each([
  ['with the keys that are named', 'age-key', { provider: 'sops', secretRef: { name: 'age-key' } }],
  ['by the identity of the controller', undefined, { provider: 'sops' }],
])('only an application with encrypted Secrets is decrypted: %s', (_, decrypt, expected) => {
  const outcome = deliverEnvironment(
    { delivery: flux({ repository: REPOSITORY, decrypt }), kinds: ['Secret'] },
    (environment) => {
      oneApplication(environment);
      const encrypted = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'x' },
        data: { password: 'ENC[AES256_GCM,data:aaaa,iv:aaaa,tag:aaaa,type:str]' },
        sops: { version: '3.10.0' },
      };
      new ApiObject(new Application(environment, 'comments'), 'x', encrypted);
    },
  );

  expect(find(outcome, 'Kustomization', 'eu-comments')['spec']).toMatchObject({ decryption: expected });
  expect(find(outcome, 'Kustomization', 'eu-users')['spec']).not.toHaveProperty('decryption');
});

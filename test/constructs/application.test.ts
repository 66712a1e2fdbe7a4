import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import { messagesOf, renderFindings } from '../render-findings.ts';

const LONGEST = 'a'.repeat(63);

test('its id is its namespace and the start of every name', () => {
  const { objects } = renderFindings(
    (environment) => new Config(new Application(environment, 'users'), 'settings', { A: 'a' }),
  );

  expect(
    objects.map(({ application, object }) => [
      application,
      object.kind,
      object.metadata.namespace,
      object.metadata.name,
    ]),
  ).toEqual([
    ['users', 'ConfigMap', 'users', 'users-settings'],
    ['delivery', 'Namespace', undefined, 'users'],
  ]);
});

test('its namespace is its own word, else that of the environment', () => {
  const { objects } = renderFindings(
    (environment) => {
      new Config(new Application(environment, 'users'), 'a', { A: 'a' });
      new Config(new Application(environment, 'comments', { namespace: 'talk' }), 'a', { A: 'a' });
    },
    { namespace: (application) => `eu-${application}` },
  );

  expect(
    objects.map(({ object }) => `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`),
  ).toEqual(['ConfigMap eu-users/users-a', 'ConfigMap talk/comments-a', 'Namespace /eu-users', 'Namespace /talk']);
});

test('its labels are on every object, of foreign constructs too, and never take the place of those that select', () => {
  const { objects, findings } = renderFindings((environment) => {
    const app = new Application(environment, 'users', {
      labels: { team: 'identity', 'app.kubernetes.io/name': 'other' },
    });
    new WebService(app, 'api', { image: 'a:1', port: 80 });
    new ApiObject(app, 'foreign', { apiVersion: 'v1', kind: 'ConfigMap' });
  });

  const labels = objects
    .filter(({ application }) => application === 'users')
    .map(({ object }) => object.metadata.labels);
  expect(findings).toEqual([]);
  expect(labels.map((one) => one?.['team'])).toEqual(['identity', 'identity', 'identity', 'identity']);
  expect(labels.slice(0, 3).map((one) => one?.['app.kubernetes.io/name'])).toEqual(['api', 'api', 'api']);
});

test('an id of 63 characters is fine', () => {
  const outcome = renderFindings(
    (environment) => new Config(new Application(environment, LONGEST), LONGEST, { A: 'a' }),
  );

  expect(messagesOf(outcome)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['of 64 characters', `${LONGEST}a`, `'${LONGEST}a' cannot be an application's id. Use at most 63`],
  ['in capitals', 'Users', "Users: 'Users' cannot be an application's id."],
  ['with a slash', 'a/b', "'a/b' cannot be an application's id."],
  ['that ends with a hyphen', 'users-', "'users-' cannot be an application's id."],
  [
    'that the root has',
    'delivery',
    "delivery: 'delivery' is the folder of what the environment's root applies. Use another id.",
  ],
  ['that is empty', '', `test: an application's id is "". Give it a name, such as 'users'.`],
  ['that is undefined', undefined, "test: an application's id is undefined."],
])('refuses an id %s', (_, id, message) => {
  const outcome = renderFindings(
    (environment) => new Config(new Application(environment, id as string), 'a', { A: 'a' }),
  );

  expect(messagesOf(outcome).join('\n')).toContain(message);
});

test.each<[string, (environment: Environment) => unknown, string]>([
  [
    'two of one name',
    (environment) => [new Application(environment, 'users'), new Application(environment, 'users')],
    "test: there are two applications 'users'. Give one of them another id.",
  ],
  [
    'another scope than an environment',
    (environment) => new Application(new Application(environment, 'a') as unknown as Environment, 'b'),
    "Application 'b': its first argument is not an environment. Pass the one that build received.",
  ],
  [
    'a misspelt prop',
    (environment) => new Application(environment, 'a', { ownr: 'x' } as object),
    'a: ownr is not a prop of Application. Did you mean owner?',
  ],
  [
    'an empty namespace',
    (environment) => new Application(environment, 'a', { namespace: '' }),
    'a: its namespace is empty.',
  ],
  [
    'a construct of ours outside of it',
    (environment) => new WebService(environment, 'api', { image: 'a:1', port: 80 }),
    'api: is not inside an Application. Make it there.',
  ],
])('refuses %s', (_, build, message) => {
  expect(messagesOf(renderFindings(build)).join('\n')).toContain(message);
});

test('tells the application of a construct', () => {
  renderFindings((environment) => {
    const app = new Application(environment, 'users');
    const api = new WebService(app, 'api', { image: 'a:1', port: 80 });

    expect(Application.of(api)).toBe(app);
    expect(Application.of(app)).toBe(app);
    expect(Application.tryOf(environment)).toBeUndefined();
  });
});

test('names of foreign constructs have no hash and are never cut', () => {
  const { objects } = renderFindings((environment) => {
    new ApiObject(new Application(environment, 'users'), 'x'.repeat(80), { apiVersion: 'v1', kind: 'ConfigMap' });
  });

  expect(objects[0]?.object.metadata.name).toBe(`users-${'x'.repeat(80)}`);
});

import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { file } from '../../lib/constructs/file.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { defineEnvironment, type EnvironmentDefinition } from '../../lib/environment/define-environment.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import { render, renderConstruct } from '../../lib/testing/index.ts';

function environmentOf(name: string, replicas: number): EnvironmentDefinition {
  return defineEnvironment({
    name,
    edition: 1,
    kubernetes: '1.34',
    build(environment) {
      new WebService(new Application(environment, 'users'), 'api', { image: 'a:1', port: 80, replicas });
    },
  });
}

test('renders a definition, one of several, or what a function builds', () => {
  const fleet = [environmentOf('eu', 2), environmentOf('us', 3)];

  expect(render(environmentOf('one', 1)).find('Deployment').spec?.replicas).toBe(1);
  expect(render(fleet, { environment: 'us' }).find('Deployment').spec?.replicas).toBe(3);
  expect(
    render((environment) => new Config(new Application(environment, 'a'), 'x', { A: environment.name }), {
      environment: 'dev',
    }).find('ConfigMap').data,
  ).toEqual({ A: 'dev' });
});

test('a construct alone is rendered in an application called test, without its Namespace', () => {
  const { objects } = renderConstruct((app) => new Config(app, 'x', { A: 'a' }));

  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    'ConfigMap test/test-x',
  ]);
});

test.each<[string, () => unknown, string]>([
  [
    'no such environment',
    () => render([environmentOf('eu', 1)], { environment: 'us' }),
    "render: there is no environment 'us'. There are: eu.",
  ],
  [
    'something else than a definition',
    () => render({ name: 'x' } as unknown as EnvironmentDefinition),
    'render: was given something that defineEnvironment did not make.',
  ],
  [
    'an async function',
    () => render(async (environment: Environment) => new Application(environment, 'a')),
    'render(): build of test is asynchronous.',
  ],
  [
    'an async construct',
    () => renderConstruct(async (app) => new Config(app, 'x', { A: 'a' })),
    'render(): build of test is asynchronous.',
  ],
  [
    'a missing file',
    () => renderConstruct((app) => new Config(app, 'x', { A: file('no/file') })),
    'no/file: there is no such file.',
  ],
])('refuses %s', (_, use, message) => {
  expect(use).toThrow(message);
});

test('throws all errors of all environments at once', () => {
  const wrong = [environmentOf('eu', -1), environmentOf('us', Number.NaN)];

  expect(() => render(wrong)).toThrow(/replicas is -1\.[^]*replicas is NaN\./);
});

test('what user code throws keeps its own stack', () => {
  const error = new Error('mine');

  const rendering = (): unknown =>
    render(() => {
      throw error;
    });

  expect(rendering).toThrow(error);
});

test('find gives the one object, typed, else throws with what there is', () => {
  const { find } = render(environmentOf('one', 1));
  const more = renderConstruct((app) => [new Config(app, 'a', { A: 'a' }), new Config(app, 'b', { A: 'a' })]);

  expect(find('Service', 'users-api').spec?.ports?.[0]?.port).toBe(80);
  expect(() => find('Ingress')).toThrow(
    "find('Ingress'): there is none. There are:\n  Namespace /users\n  Deployment users/users-api\n  Service users/users-api",
  );
  expect(() => find('Service', 'api')).toThrow("find('Service api'): there is none.");
  expect(() => more.find('ConfigMap')).toThrow(
    "find('ConfigMap'): there are 2 of them. Give the name of one:\n  ConfigMap test/test-a\n  ConfigMap test/test-b",
  );
  expect(more.find('ConfigMap', 'test-b').metadata?.name).toBe('test-b');
});

test('pins are stand-ins, so that a bump changes no snapshot', () => {
  const { find } = renderConstruct((app) => new WebService(app, 'api', { image: app.image('Some Image'), port: 80 }));

  expect(find('Deployment').spec?.template.spec?.containers[0]?.image).toBe(
    'registry.example/test/some-image:stand-in',
  );
});

test('a snapshot does not see how the code that makes it is arranged', () => {
  const flat = renderConstruct((app) => [new Config(app, 'b', { X: '1', Y: '2' }), new Config(app, 'a', { A: 'a' })]);
  const grouped = renderConstruct((app) => [
    new Config(new Construct(app, 'group'), 'a', { A: 'a' }),
    new Config(app, 'b', { Y: '2', X: '1' }),
  ]);

  expect(flat.yaml).toBe(grouped.yaml);
  expect(flat).toMatchInlineSnapshot(`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      labels:
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: a
        app.kubernetes.io/part-of: test
      name: test-a
      namespace: test
    data:
      A: a
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata:
      labels:
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: b
        app.kubernetes.io/part-of: test
      name: test-b
      namespace: test
    data:
      X: "1"
      "Y": "2"
  `);
});

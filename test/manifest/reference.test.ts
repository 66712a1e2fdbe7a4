import * as kplus from 'cdk8s-plus-27';
import { ApiObject } from 'cdk8s';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import { applicationGraph } from '../../lib/manifest/application-graph.ts';
import { messagesOf, renderFindings, type Outcome } from '../render-findings.ts';

const HOST = 'users-api.users.svc';

/** Two applications: `use` puts the service of one into the other. */
function using(use: (app: Application, api: WebService, environment: Environment) => unknown): Outcome {
  return renderFindings((environment) => {
    const api = new WebService(new Application(environment, 'users'), 'api', { image: 'a:1', port: 8080 });
    use(new Application(environment, 'comments'), api, environment);
  });
}

function objectOf(outcome: Outcome, kind: string): Readonly<Record<string, unknown>> | undefined {
  return outcome.objects.find(({ application, object }) => application === 'comments' && object.kind === kind)?.object;
}

test.each<[string, (api: WebService) => string, string]>([
  ['a template literal', (api) => `amqp://${api.host}:${api.port}/x`, `amqp://${HOST}:8080/x`],
  ['a sum of texts', (api) => 'tcp://' + api.host, `tcp://${HOST}`],
  ['a joined list', (api) => [api.host, api.host].join(','), `${HOST},${HOST}`],
  [
    'JSON in JSON',
    (api) => JSON.stringify({ a: JSON.stringify({ url: api.url('/v1?x="1"') }) }),
    `{"a":"{\\"url\\":\\"http://${HOST}:8080/v1?x=\\\\\\"1\\\\\\"\\"}"}`.replaceAll('\\\\\\"', '"'),
  ],
  ['YAML', (api) => stringify({ upstream: `${api.url()}` }), `upstream: http://${HOST}:8080\n`],
  ['base URL and suffix', (api) => `${api.url()}/health`, `http://${HOST}:8080/health`],
])('a reference stays tracked in %s', (_, text, expected) => {
  const outcome = using((app, api) => new Config(app, 'settings', { text: text(api) }));

  expect(messagesOf(outcome)).toEqual([]);
  expect(objectOf(outcome, 'ConfigMap')?.['data']).toEqual({ text: expected });
  expect(applicationGraph(outcome.dependencies)).toEqual([{ from: 'comments', to: 'users' }]);
});

test('a reference stays tracked in constructs of cdk8s and cdk8s-plus, as a text and as a number', () => {
  const outcome = using((app, api) => {
    const deployment = new kplus.Deployment(app, 'web', { replicas: 1 });
    deployment.addContainer({
      image: 'a:1',
      envVariables: { URL: kplus.EnvValue.fromValue(`${api.url()}`) },
      portNumber: 80,
    });
    new ApiObject(app, 'raw', {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { externalName: api.host, ports: [{ port: api.port }] },
    });
  });

  expect(messagesOf(outcome)).toEqual([]);
  expect(objectOf(outcome, 'Service')?.['spec']).toEqual({ externalName: HOST, ports: [{ port: 8080 }] });
  expect(JSON.stringify(objectOf(outcome, 'Deployment'))).toContain(`{"name":"URL","value":"http://${HOST}:8080"}`);
  expect(applicationGraph(outcome.dependencies)).toEqual([{ from: 'comments', to: 'users' }]);
});

test('the plain value is plain: using it is no dependency', () => {
  const outcome = using(
    (app, api) => new Config(app, 'settings', { host: api.host.value, port: String(api.port.value + 1) }),
  );

  expect(objectOf(outcome, 'ConfigMap')?.['data']).toEqual({ host: HOST, port: '8081' });
  expect(outcome.dependencies).toEqual([]);
});

test.each<[string, (api: WebService) => string]>([
  ['encodeURIComponent', (api) => encodeURIComponent(`${api.host}`)],
  ['a query', (api) => new URLSearchParams({ host: `${api.host}` }).toString()],
])('a reference that went through %s is told', (_, text) => {
  const outcome = using((app, api) => new Config(app, 'settings', { text: text(api) }));

  expect(outcome.findings).toMatchObject([
    {
      rule: 'reference/encoded',
      construct: 'comments/settings',
      path: '/data/text',
      source: 'apps/app.ts:7',
      message: expect.stringContaining('use its .value'),
    },
  ]);
});

test.each<[string, (api: WebService) => string]>([
  ['its first letters', (api) => `${api.host}`.slice(0, 2)],
  ['its last letters', (api) => `${api.host}`.slice(-2)],
  ['what split gives', (api) => `${api.host}`.split('.')[0] ?? ''],
])('%s are no reference any more, which is told', (_, text) => {
  const outcome = using((app, api) => new Config(app, 'settings', { text: text(api) }));

  expect(outcome.findings).toMatchObject([
    { path: '/data/text', message: expect.stringContaining('a piece of a reference that was cut on its way') },
  ]);
});

test('a reference into another environment is refused, in a text and as it is', () => {
  let stray: WebService | undefined;
  const blue = (environment: Environment): unknown =>
    (stray = new WebService(new Application(environment, 'users'), 'api', { image: 'a:1', port: 80 }));
  renderFindings(blue, { name: 'blue' });

  const green = (environment: Environment): unknown =>
    new Worker(new Application(environment, 'comments'), 'reader', {
      image: 'a:1',
      env: { TEXT: `x ${stray?.host}` },
      patch: { Deployment: { metadata: { annotations: { host: stray?.host as unknown as string } } } },
    });
  const outcome = renderFindings(green, { name: 'green' });

  expect(messagesOf(outcome)).toEqual([
    'comments/reader: refers to something in the environment blue. Environments share nothing: pass the address as a prop.',
    'comments/reader: refers to users/api, which is in blue. Refer to something that green renders.',
  ]);
});

test('a reference to what was taken out of the tree is refused', () => {
  const outcome = using((app, api) => {
    new Worker(app, 'reader', { image: 'a:1', env: { HOST: api.host } });
    Application.of(api).node.tryRemoveChild('api');
  });

  expect(messagesOf(outcome)).toEqual([
    'comments/reader: refers to users/api, which was taken out of the tree. Refer to something that test renders.',
  ]);
});

test('applications that call each other find each other after build', () => {
  const outcome = renderFindings((environment) => {
    const users = new Application(environment, 'users');
    new WebService(users, 'api', {
      image: 'a:1',
      port: 80,
      env: { COMMENTS: environment.service('comments/api').url('/v1') },
    });
    const comments = new Application(environment, 'comments');
    const { host, port } = environment.service('users/api');
    new WebService(comments, 'api', { image: 'a:1', port: 8080, env: { USERS: `${host}:${port}` } });
  });

  expect(messagesOf(outcome)).toEqual([]);
  expect(JSON.stringify(outcome.objects.map(({ object }) => object['spec']))).toContain(
    'http://comments-api.comments.svc:8080/v1',
  );
  expect(JSON.stringify(outcome.objects.map(({ object }) => object['spec']))).toContain('users-api.users.svc:80');
  expect(applicationGraph(outcome.dependencies)).toEqual([
    { from: 'comments', to: 'users' },
    { from: 'users', to: 'comments' },
  ]);
});

test.each(['comments/apis', 'coments/api', 'users', 'comments/api/x', '/api'])(
  "environment.service('%s') names nothing, which is told with what there is",
  (path) => {
    const outcome = using((app, _, environment) => {
      new WebService(app, 'api', { image: 'a:1', port: 80 });
      new Config(app, 'settings', { url: `${environment.service(path as 'a/b').url()}` });
    });

    expect(outcome.findings).toMatchObject([
      {
        rule: 'reference/unknown-service',
        construct: 'comments/settings',
        path: '/data/url',
        message: `comments/settings: environment.service('${path}'): no such service. There are: users/api, comments/api.`,
      },
    ]);
  },
);

test('a service is found wherever it stands in its application', () => {
  const outcome = renderFindings((environment) => {
    const app = new Application(environment, 'users');
    new WebService(new Application(environment, 'comments'), 'api', {
      image: 'a:1',
      port: 80,
      env: { U: environment.service('users/users').host },
    });
    new WebService(app, 'users', { image: 'a:1', port: 80 });
  });

  expect(messagesOf(outcome)).toEqual([]);
  expect(JSON.stringify(objectOf(outcome, 'Deployment'))).toContain('users.users.svc');
});

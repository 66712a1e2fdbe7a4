import { expect, test } from 'vitest';
import { Application } from '../../../../lib/constructs/application.ts';
import { Gateway } from '../../../../lib/constructs/gateway.ts';
import { Route } from '../../../../lib/constructs/route.ts';
import { WebService, type WebServiceProps } from '../../../../lib/constructs/web-service.ts';
import { blueGreen, canary, type Strategy } from '../../../../lib/constructs/workload/progressive/strategy.ts';
import { messagesOf, renderFindings } from '../../../render-findings.ts';
import { renderStrategy } from './render-strategy.ts';

const environment = { progressive: 'flagger' } as const;
const steps = [{ weight: 10 }, { pause: '5m' }, { weight: 50 }, { pause: '300s' }] as const;
const metrics = [{ name: 'request-success-rate', thresholdRange: { min: 99 }, interval: '1m' }] as const;
const webhooks = [{ name: 'load', type: 'rollout', url: 'http://tester.test/', timeout: '5s' }] as const;

test.each(
  [
    blueGreen(),
    blueGreen({ interval: '30s', iterations: 5, threshold: 2, metrics, webhooks }),
    canary({ steps }),
  ].flatMap((strategy) =>
    (['1.30', '1.37'] as const).flatMap((kubernetes) =>
      (['gateway', 'ingress'] as const).map((routing) => ({ strategy, kubernetes, routing })),
    ),
  ),
)('$strategy.type with a $routing gives objects that Kubernetes $kubernetes takes', ({ strategy, ...rest }) => {
  const routes = { users: { gateway: rest.routing === 'ingress' ? 'nginx' : 'infra/public' } };

  const { messages } = renderStrategy({ props: { strategy }, environment: { ...environment, ...rest }, routes });

  expect(messages).toEqual([]);
});

test('a canary is a Deployment and what Flagger makes of it: no Service and no HTTPRoute of ours', () => {
  const matches = [
    { method: 'GET', path: '/users', headers: { 'X-Version': '2' } },
    { path: { exact: '/healthz' } },
    {},
  ] as const;
  const props = {
    strategy: canary({ steps, threshold: 3, metrics, webhooks }),
    port: { http: { port: 8080, service: 80 } },
  };
  const route = { host: 'api.example.com', timeout: '30s', listener: 'https', matches };

  const { find, messages, objects } = renderStrategy({ props, environment, routes: { users: route } });

  expect(messages).toEqual([]);
  expect(objects.map(({ kind }) => kind)).toEqual(['Namespace', 'Canary', 'Deployment', 'ServiceAccount']);
  expect(find('Canary', 'users-api').spec).toEqual({
    analysis: { interval: '5m', metrics, stepWeights: [10, 50], threshold: 3, webhooks },
    provider: 'gatewayapi:v1',
    service: {
      apex: {
        labels: {
          'app.kubernetes.io/instance': 'users-api',
          'app.kubernetes.io/managed-by': 'kumiki',
          'app.kubernetes.io/name': 'api',
          'app.kubernetes.io/part-of': 'users',
        },
      },
      gatewayRefs: [{ name: 'public', namespace: 'infra', sectionName: 'https' }],
      hosts: ['api.example.com'],
      match: [
        { headers: { 'X-Version': { exact: '2' } }, method: { exact: 'GET' }, uri: { prefix: '/users' } },
        { uri: { exact: '/healthz' } },
        { uri: { prefix: '/' } },
      ],
      port: 80,
      targetPort: 8080,
      timeout: '30s',
    },
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'users-api' },
  });
});

test('a blueGreen needs no route, and its routes lead to the Service that Flagger makes', () => {
  const { find, messages } = renderStrategy({ props: { strategy: blueGreen() }, environment, routes: { users: {} } });

  expect(messages).toEqual([]);
  expect(find('Canary').spec).toMatchObject({
    analysis: { interval: '1m', iterations: 10 },
    provider: 'kubernetes',
    service: { port: 8080 },
  });
  expect(find('HTTPRoute').spec.rules?.[0]?.backendRefs).toEqual([{ name: 'users-api', port: 8080 }]);
});

test('with an Ingress, nginx splits the requests of the Ingress that is there', () => {
  const { find } = renderStrategy({
    props: { strategy: canary({ steps }) },
    environment: { ...environment, routing: 'ingress' },
    routes: { users: { gateway: 'nginx' } },
  });

  expect(find('Canary').spec).toMatchObject({
    ingressRef: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'users' },
    provider: 'nginx',
  });
  expect(find('Ingress', 'users').spec?.rules?.[0]?.http?.paths[0]?.backend.service?.name).toBe('users-api');
});

test('its Pods have a label more, by which Flagger tells revisions apart, and no number that git would set again', () => {
  const { find } = renderStrategy({ props: { strategy: blueGreen() }, environment });

  const { spec } = find('Deployment', 'users-api');
  expect(spec?.replicas).toBeUndefined();
  expect(spec?.selector?.matchLabels).toEqual({
    app: 'users-api',
    'app.kubernetes.io/instance': 'users-api',
    'app.kubernetes.io/name': 'api',
  });
  expect(spec?.template?.metadata?.labels).toMatchObject({ app: 'users-api', 'app.kubernetes.io/name': 'api' });
});

test('policies and budgets select the Pods of both revisions, and let the gateway in', () => {
  const isolated = { ...environment, network: 'isolated', ingressFrom: [{ namespace: 'gateway' }] } as const;
  const replicas = { min: 2, max: 4, cpu: 70 };
  const plain = renderStrategy({ props: { replicas }, environment: isolated, routes: { users: {} } });

  const { find } = renderStrategy({
    props: { replicas, strategy: canary({ steps }) },
    environment: isolated,
    routes: { users: {} },
  });

  expect(find('NetworkPolicy')).toEqual(plain.find('NetworkPolicy'));
  expect(find('PodDisruptionBudget')).toEqual(plain.find('PodDisruptionBudget'));
});

test('an isolated canary without a declared way in is told of', () => {
  const isolated = { ...environment, network: 'isolated' } as const;

  const { messages } = renderStrategy({
    props: { strategy: canary({ steps }) },
    environment: isolated,
    routes: { users: {} },
  });

  expect(messages).toEqual([expect.stringContaining("with network: 'isolated' nothing reaches its service")]);
});

test('Flagger is told of the autoscaler, and of further ports', () => {
  const props = {
    strategy: blueGreen(),
    replicas: { min: 2, max: 4, cpu: 70 },
    port: { grpc: { port: 9000, appProtocol: 'kubernetes.io/h2c' }, metrics: 9090 },
  };

  const { find } = renderStrategy({ props, environment });

  expect(find('Canary').spec?.autoscalerRef).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name: 'users-api',
  });
  expect(find('Canary').spec?.service).toMatchObject({
    appProtocol: 'kubernetes.io/h2c',
    port: 9000,
    portDiscovery: true,
    portName: 'grpc',
  });
  expect(find('HorizontalPodAutoscaler').spec?.scaleTargetRef.kind).toBe('Deployment');
});

test('a gateway of the environment lets the route in that Flagger makes, and is named by it', () => {
  const outcome = renderFindings((root) => {
    const users = new Application(root, 'users');
    const to = new WebService(users, 'api', { image: 'registry.example/api:1', port: 80, strategy: canary({ steps }) });
    new Route(users, 'users', { gateway: 'public', matches: [{ path: '/' }], to });
    new Gateway(new Application(root, 'entrance'), 'public', { class: 'cloud' });
  }, environment);

  const objects = outcome.objects.map(({ object }) => object);
  expect(messagesOf(outcome)).toEqual([]);
  expect(objects.find(({ kind }) => kind === 'Canary')?.['spec']).toMatchObject({
    service: { gatewayRefs: [{ name: 'entrance-public', namespace: 'entrance' }] },
  });
  expect(JSON.stringify(objects.find(({ kind }) => kind === 'Gateway'))).toContain('"users"');
});

test.each<[string, Partial<WebServiceProps> & { readonly strategy: Strategy }, string]>([
  [
    'no route',
    { strategy: canary({ steps }) },
    'its canary has no Route, and Flagger splits the requests of a route alone.',
  ],
  [
    'a number of Pods',
    { strategy: blueGreen(), replicas: 3 },
    'replicas is 3. Flagger scales the Deployment itself, and takes the number from an autoscaler: { min: 3, max: 3, cpu: 80 }.',
  ],
  [
    'a load balancer',
    { strategy: blueGreen(), loadBalancer: 'internal' },
    'loadBalancer is of the Service, which Flagger makes without it. Leave it out, or strategy.',
  ],
  [
    'its label',
    { strategy: blueGreen(), labels: { app: 'mine' } },
    'labels has app, by which Flagger tells its revisions apart. Use another label.',
  ],
  [
    'a port of another protocol',
    { strategy: blueGreen(), port: { http: 80, dns: { port: 53, protocol: 'UDP' } } },
    'port.dns is UDP. Flagger makes Services for TCP alone: leave it or strategy out.',
  ],
  [
    'a second port by another number',
    { strategy: blueGreen(), port: { http: 80, admin: { port: 9090, service: 90 } } },
    'port.admin is offered as 90. Flagger offers all ports but the first as they are: 9090.',
  ],
  [
    'a step of Argo Rollouts',
    { strategy: canary({ steps: [{ weight: 10 }, { analysis: 'success' }] }) },
    'strategy.steps[1] is an analysis of Argo Rollouts. With Flagger say what is measured: metrics.',
  ],
  [
    'a manual pause',
    { strategy: canary({ steps: [{ weight: 10 }, { pause: 'manual' }] }) },
    "strategy.steps has a pause 'manual'. With Flagger use a webhook of the type confirm-traffic-increase.",
  ],
  [
    'different pauses',
    { strategy: canary({ steps: [{ weight: 10 }, { pause: '1m' }, { weight: 20 }, { pause: '2m' }] }) },
    'strategy.steps has the pauses 1m and 2m. Flagger waits the same time at each weight.',
  ],
  [
    'weights without a pause between',
    { strategy: canary({ steps: [{ weight: 10 }, { weight: 20 }, { pause: '2m' }] }) },
    'strategy.steps[1] is a weight out of turn. Flagger waits once at each weight:',
  ],
  [
    'no pause',
    { strategy: canary({ steps: [{ weight: 10 }] }) },
    "strategy.steps has no pause. Put { pause: '1m' } behind each weight.",
  ],
  [
    'a pause that Flagger makes longer',
    { strategy: canary({ steps: [{ weight: 10 }, { pause: '5s' }] }) },
    'strategy.steps: pause is "5s". Use a time from 10 seconds to 7 days.',
  ],
  [
    'weight 0',
    { strategy: canary({ steps: [{ weight: 0 }, { pause: '1m' }, { weight: 10 }] }) },
    'strategy.steps[0].weight is 0, at which Flagger would stay for ever. Begin with 1 or more.',
  ],
  [
    'props of Argo Rollouts',
    { strategy: blueGreen({ autoPromotion: false }) },
    "strategy.autoPromotion is of Argo Rollouts, and this environment has progressive: 'flagger'. Leave it out here.",
  ],
])('refuses %s', (_, props, message) => {
  const { messages } = renderStrategy({ props, environment });

  expect(messages.filter((found) => found.startsWith(`users/api: ${message}`))).toHaveLength(1);
});

test('a name that has no room for what Flagger adds is refused', () => {
  const id = 'a'.repeat(50);

  const outcome = renderFindings((root) => {
    const users = new Application(root, 'users');
    new WebService(users, id, { image: 'registry.example/api:1', port: 80, strategy: blueGreen() });
  }, environment);

  expect(messagesOf(outcome)).toEqual([
    `users/${id}: its name users-${id} has 56 characters, and Flagger adds '-primary': use at most 55.`,
  ]);
});

test('several routes, routes from elsewhere and labels of a route that Flagger makes are refused', () => {
  const outcome = renderFindings((root) => {
    const users = new Application(root, 'users');
    const to = new WebService(users, 'api', { image: 'registry.example/api:1', port: 80, strategy: canary({ steps }) });
    const entrance = new Application(root, 'entrance');
    const props = { gateway: 'infra/public', to };
    new Route(users, 'users', { ...props, matches: [{ path: '/' }], annotations: { note: 'mine' } });
    new Route(entrance, 'users', { ...props, matches: [{ path: '/users' }] });
  }, environment);

  expect(messagesOf(outcome)).toEqual(
    expect.arrayContaining([
      'users/users: annotations: Flagger makes this route, with those of its service. Leave them out.',
      'entrance/users: to is users/api, in the namespace users, where Flagger makes its route. Make the Route in an application of that namespace.',
      expect.stringMatching(/^users\/api: its canary has several routes: /),
    ]),
  );
});

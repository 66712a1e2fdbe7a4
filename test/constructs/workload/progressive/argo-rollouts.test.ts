import { expect, test } from 'vitest';
import { Application } from '../../../../lib/constructs/application.ts';
import { Route } from '../../../../lib/constructs/route.ts';
import { WebService } from '../../../../lib/constructs/web-service.ts';
import { blueGreen, canary, type Strategy } from '../../../../lib/constructs/workload/progressive/strategy.ts';
import { messagesOf, renderFindings } from '../../../render-findings.ts';
import { renderStrategy } from './render-strategy.ts';

const steps = [{ weight: 10 }, { pause: '5m' }, { weight: 50 }, { pause: 'manual' }, { analysis: 'success' }] as const;
const EVERY: readonly Strategy[] = [
  blueGreen(),
  blueGreen({
    autoPromotion: '10m',
    previewReplicas: 1,
    scaleDownDelay: 60,
    prePromotionAnalysis: 'smoke',
    postPromotionAnalysis: {
      templates: [{ templateName: 'success', clusterScope: true }],
      args: [{ name: 'service', value: 'users-api' }],
    },
  }),
  canary({ steps }),
  canary({
    steps,
    analysis: { templates: [{ templateName: 'errors' }], startingStep: 1 },
    maxSurge: 1,
    maxUnavailable: 0,
  }),
];

test.each(
  EVERY.flatMap((strategy) =>
    (['1.30', '1.37'] as const).flatMap((kubernetes) =>
      (['gateway', 'ingress'] as const).map((routing) => ({ strategy, kubernetes, routing })),
    ),
  ),
)('$strategy.type with a $routing gives objects that Kubernetes $kubernetes takes', ({ strategy, ...environment }) => {
  const routes = { users: { gateway: environment.routing === 'ingress' ? 'nginx' : 'infra/public' } };

  const { messages, objects } = renderStrategy({ props: { strategy, replicas: 3 }, environment, routes });

  expect(messages).toEqual([]);
  expect(objects.map(({ kind }) => kind)).toEqual(
    [
      'Namespace',
      environment.routing === 'ingress' ? 'Ingress' : 'HTTPRoute',
      'PodDisruptionBudget',
      'Rollout',
      'Service',
      'Service',
      'ServiceAccount',
    ].toSorted((a, b) => (a === 'Namespace' ? -1 : b === 'Namespace' ? 1 : a < b ? -1 : 1)),
  );
});

test('a Rollout is what the Deployment would be, with a strategy', () => {
  const plain = renderStrategy({ props: { replicas: 3 } });

  const { find } = renderStrategy({ props: { replicas: 3, strategy: blueGreen({ autoPromotion: false }) } });

  const { strategy, ...spec } = find('Rollout', 'users-api').spec;
  expect(find('Rollout', 'users-api').metadata).toEqual(plain.find('Deployment', 'users-api').metadata);
  expect(spec).toEqual(plain.find('Deployment', 'users-api').spec);
  expect(strategy).toEqual({
    blueGreen: { activeService: 'users-api', autoPromotionEnabled: false, previewService: 'users-api-preview' },
  });
});

test('all that a blueGreen says is in its Rollout', () => {
  const { find } = renderStrategy({ props: { strategy: EVERY[1] } });

  expect(find('Rollout').spec.strategy).toEqual({
    blueGreen: {
      activeService: 'users-api',
      autoPromotionSeconds: 600,
      postPromotionAnalysis: {
        args: [{ name: 'service', value: 'users-api' }],
        templates: [{ clusterScope: true, templateName: 'success' }],
      },
      prePromotionAnalysis: { templates: [{ templateName: 'smoke' }] },
      previewReplicaCount: 1,
      previewService: 'users-api-preview',
      scaleDownDelaySeconds: 60,
    },
  });
});

test('a canary without a Route is split by its Pods: its Service leads to both revisions', () => {
  const { find } = renderStrategy({ props: { strategy: canary({ steps }) } });

  expect(find('Rollout').spec.strategy).toEqual({
    canary: {
      canaryService: 'users-api-canary',
      steps: [
        { setWeight: 10 },
        { pause: { duration: '5m' } },
        { setWeight: 50 },
        { pause: {} },
        { analysis: { templates: [{ templateName: 'success' }] } },
      ],
    },
  });
});

test('a canary with Routes is split by the weights of its HTTPRoutes, whenever they are made', () => {
  const routes = { users: {}, admin: { host: 'admin.example.com' } };

  const { find } = renderStrategy({ props: { strategy: canary({ steps }) }, routes });

  expect(find('Rollout').spec.strategy?.canary).toMatchObject({
    canaryService: 'users-api-canary',
    stableService: 'users-api',
    trafficRouting: {
      plugins: {
        'argoproj-labs/gatewayAPI': { httpRoutes: [{ name: 'users' }, { name: 'users-admin' }], namespace: 'users' },
      },
    },
  });
  expect(find('HTTPRoute', 'users').spec.rules?.[0]?.backendRefs).toEqual([
    { name: 'users-api', port: 8080, weight: 100 },
    { name: 'users-api-canary', port: 8080, weight: 0 },
  ]);
});

test.each([
  [{ users: {} }, { stableIngress: 'users' }],
  [{ users: {}, admin: {} }, { stableIngresses: ['users', 'users-admin'] }],
])('with Ingresses it is split by nginx: %j', (names, nginx) => {
  const routes = Object.fromEntries(Object.keys(names).map((id) => [id, { gateway: 'nginx' }]));

  const { find, messages } = renderStrategy({
    props: { strategy: canary({ steps }) },
    environment: { routing: 'ingress' },
    routes,
  });

  expect(messages).toEqual([]);
  expect(find('Rollout').spec.strategy?.canary?.trafficRouting).toEqual({ nginx });
  expect(find('Rollout').spec.strategy?.canary?.stableService).toBe('users-api');
});

test('a route to a blueGreen leads to its Service alone', () => {
  const { find } = renderStrategy({ props: { strategy: blueGreen() }, routes: { users: {} } });

  expect(find('HTTPRoute').spec.rules?.[0]?.backendRefs).toEqual([{ name: 'users-api', port: 8080 }]);
});

test('the second Service has no load balancer of its own', () => {
  const props = { strategy: blueGreen(), loadBalancer: 'internal', sessionAffinity: 'ClientIP' } as const;

  const { find } = renderStrategy({ props });

  expect(find('Service', 'users-api').spec?.type).toBe('LoadBalancer');
  expect(find('Service', 'users-api-preview').metadata.annotations).toBeUndefined();
  expect(find('Service', 'users-api-preview').spec).toEqual({
    ports: [{ name: 'http', port: 8080 }],
    selector: { 'app.kubernetes.io/instance': 'users-api', 'app.kubernetes.io/name': 'api' },
    sessionAffinity: 'ClientIP',
  });
});

test('an autoscaler scales the Rollout, which says no number itself', () => {
  const { find } = renderStrategy({ props: { strategy: blueGreen(), replicas: { min: 2, max: 4, cpu: 70 } } });

  const target = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'users-api' };
  expect(find('HorizontalPodAutoscaler').spec?.scaleTargetRef).toEqual(target);
  expect(find('Rollout').spec.replicas).toBeUndefined();
});

test('Pods of one revision are spread by the label that Argo Rollouts gives them', () => {
  const { find } = renderStrategy({ props: { strategy: blueGreen(), spread: { nodes: 'prefer' } } });

  const [constraint] = find('Rollout').spec.template?.spec?.topologySpreadConstraints ?? [];
  expect(constraint?.matchLabelKeys).toEqual(['rollouts-pod-template-hash']);
});

test('a patch reaches the Rollout, and a patch of a Deployment that is not there is refused', () => {
  const patched = renderStrategy({
    props: { strategy: blueGreen(), patch: { Rollout: { spec: { progressDeadlineAbort: true } } } },
  });
  const refused = renderStrategy({
    props: { strategy: blueGreen(), patch: { Deployment: { spec: { paused: true } } } },
  });

  expect(patched.find('Rollout').spec.progressDeadlineAbort).toBe(true);
  expect(refused.messages).toEqual([
    expect.stringMatching(/^users\/api: patch names Deployment, which it does not make here\. It makes: /),
  ]);
});

test('the same policies let its Pods in and out', () => {
  const environment = { network: 'isolated', ingressFrom: [{ namespace: 'gateway' }] } as const;
  const plain = renderStrategy({ props: {}, environment, routes: { users: {} } });

  const { find } = renderStrategy({ props: { strategy: canary({ steps }) }, environment, routes: { users: {} } });

  expect(find('NetworkPolicy')).toEqual(plain.find('NetworkPolicy'));
});

test('a route from another namespace is granted both Services, and must be the only namespace', () => {
  const build = (second: boolean) =>
    renderFindings(
      (environment) => {
        const users = new Application(environment, 'users');
        const to = new WebService(users, 'api', {
          image: 'registry.example/api:1',
          port: 80,
          strategy: canary({ steps }),
        });
        const entrance = new Application(environment, 'entrance');
        new Route(entrance, 'users', { gateway: 'infra/public', matches: [{ path: '/' }], to });
        if (second) new Route(users, 'own', { gateway: 'infra/public', matches: [{ path: '/own' }], to });
      },
      { progressive: 'argo-rollouts', kinds: ['ReferenceGrant.gateway.networking.k8s.io'] },
    );

  const grant = build(false).objects.find(({ object }) => object.kind === 'ReferenceGrant');
  const messages = messagesOf(build(true));

  expect(grant?.object['spec']).toMatchObject({
    to: [
      { kind: 'Service', name: 'users-api' },
      { kind: 'Service', name: 'users-api-canary' },
    ],
  });
  expect(messages).toContain(
    'users/api: its canary has routes in several namespaces: entrance/users (entrance) and users/own (users). Argo Rollouts splits those of one namespace: make them in one.',
  );
});

test('a route that shares its requests with other services is refused', () => {
  const outcome = renderFindings(
    (environment) => {
      const users = new Application(environment, 'users');
      const props = { image: 'registry.example/api:1', port: 80 };
      const api = new WebService(users, 'api', { ...props, strategy: canary({ steps }) });
      const old = new WebService(users, 'old', props);
      const to = [
        { service: api, weight: 1 },
        { service: old, weight: 1 },
      ];
      new Route(users, 'users', { gateway: 'infra/public', matches: [{ path: '/' }], to });
    },
    { progressive: 'argo-rollouts' },
  );

  expect(messagesOf(outcome)).toContain(
    'users/users: to has users/api among others, and its canary sets weights of its own: lead a route to it alone, or use blueGreen() there.',
  );
});

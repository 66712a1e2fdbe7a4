import { ConfigMap, Deployment } from 'cdk8s-plus-27';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { ExternalDatabase } from '../../lib/constructs/external-database.ts';
import { ExternalService } from '../../lib/constructs/external-service.ts';
import { NodeAgent } from '../../lib/constructs/node-agent.ts';
import { Route } from '../../lib/constructs/route.ts';
import { StatefulService } from '../../lib/constructs/stateful-service.ts';
import { WebService, type WebServiceProps } from '../../lib/constructs/web-service.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import type { NetworkPolicySpec } from '../../lib/kubernetes.ts';
import { renderWithFindings } from './render-with-findings.ts';

const IMAGE = { image: 'api:1' };
const DNS = {
  ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
};

const namespaceSelector = (name: string): object => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const podSelector = (application: string, component: string): object => ({
  matchLabels: { 'app.kubernetes.io/instance': `${application}-${component}`, 'app.kubernetes.io/name': component },
});

function renderIsolated(build: (environment: Environment) => unknown): Omit<
  ReturnType<typeof renderWithFindings>,
  'find'
> & {
  readonly policies: Readonly<Record<string, NetworkPolicySpec | undefined>>;
} {
  const rendered = renderWithFindings(build, { network: 'isolated', ingressFrom: [{ namespace: 'gateways' }] });
  const named = rendered.objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ metadata }) => [
      `${metadata.namespace}/${metadata.name}`,
      rendered.find('NetworkPolicy', metadata.name).spec,
    ]);
  return { ...rendered, policies: Object.fromEntries(named) };
}

/** The one policy of an API with these props. */
function policyOf(props: Partial<WebServiceProps>): NetworkPolicySpec | undefined {
  const { policies } = renderIsolated((environment) => {
    new WebService(new Application(environment, 'users'), 'api', { ...IMAGE, port: 8080, ...props });
  });
  return policies['users/users-api'];
}

test('an open network has no policy', () => {
  const { objects } = renderWithFindings((environment) => {
    new WebService(new Application(environment, 'users'), 'api', { ...IMAGE, port: 8080 });
  });

  expect(objects.map(({ kind }) => kind)).not.toContain('NetworkPolicy');
});

test('a workload that refers to nothing asks DNS, and nobody comes in', () => {
  expect(policyOf({})).toEqual({ egress: [DNS], podSelector: podSelector('users', 'api') });
});

test('a caller of the same application comes in to the ports of the Pods', () => {
  const { policies } = renderIsolated((environment) => {
    const users = new Application(environment, 'users');
    const api = new WebService(users, 'api', {
      ...IMAGE,
      port: { http: { port: 8080, service: 80 }, dns: { port: 53, protocol: 'UDP' } },
    });
    new Worker(users, 'mailer', { ...IMAGE, env: { API: api.url('/users') } });
  });

  const ports = [{ port: 8080 }, { port: 53, protocol: 'UDP' }];
  expect(policies).toEqual({
    'users/users-api': {
      egress: [DNS],
      ingress: [{ from: [{ podSelector: podSelector('users', 'mailer') }], ports }],
      podSelector: podSelector('users', 'api'),
    },
    'users/users-mailer': {
      egress: [DNS, { ports, to: [{ podSelector: podSelector('users', 'api') }] }],
      podSelector: podSelector('users', 'mailer'),
    },
  });
});

test('a caller of another application has a policy of its own beside the callee', () => {
  const { policies, objects } = renderIsolated((environment) => {
    const api = new WebService(new Application(environment, 'users'), 'api', { ...IMAGE, port: 8080 });
    new WebService(new Application(environment, 'comments'), 'api', { ...IMAGE, port: 8080, env: { API: api.host } });
  });

  expect(Object.keys(policies)).toEqual([
    'comments/comments-api',
    'users/users-api',
    'users/users-api-from-comments-api',
  ]);
  expect(policies['users/users-api']).not.toHaveProperty('ingress');
  expect(policies['users/users-api-from-comments-api']).toEqual({
    ingress: [
      {
        from: [{ namespaceSelector: namespaceSelector('comments'), podSelector: podSelector('comments', 'api') }],
        ports: [{ port: 8080 }],
      },
    ],
    podSelector: podSelector('users', 'api'),
  });
  expect(policies['comments/comments-api']?.egress).toEqual([
    DNS,
    {
      ports: [{ port: 8080 }],
      to: [{ namespaceSelector: namespaceSelector('users'), podSelector: podSelector('users', 'api') }],
    },
  ]);
  expect(objects.find(({ metadata }) => metadata.name === 'users-api-from-comments-api')?.metadata.labels).toEqual({
    'app.kubernetes.io/instance': 'users-api',
    'app.kubernetes.io/managed-by': 'kumiki',
    'app.kubernetes.io/name': 'api',
    'app.kubernetes.io/part-of': 'users',
  });
});

test('what is found by name after build counts too', () => {
  const { policies } = renderIsolated((environment) => {
    const env = { API: environment.service('users/api').url() };
    new Worker(new Application(environment, 'comments'), 'mailer', { ...IMAGE, env });
    new WebService(new Application(environment, 'users'), 'api', { ...IMAGE, port: 8080 });
  });

  expect(Object.keys(policies)).toContain('users/users-api-from-comments-mailer');
});

test.each<[string, (config: Config) => object]>([
  ['a key', (config) => ({ env: { A: config.key('other') } })],
  ['all keys', (config) => ({ envFrom: [config] })],
  ['files', (config) => ({ files: { '/etc/app': config } })],
])('a Config passes on what it refers to, used by %s', (_, use) => {
  const { policies } = renderIsolated((environment) => {
    const users = new Application(environment, 'users');
    const database = new ExternalDatabase(users, 'database', { engine: 'postgresql', addresses: ['10.0.0.1'] });
    const config = new Config(users, 'settings', { url: `${database.url('a')}?b`, other: 'x' });
    new Worker(users, 'mailer', { ...IMAGE, ...use(config) });
    new Worker(users, 'idle', IMAGE);
  });

  expect(policies['users/users-mailer']?.egress).toEqual([
    DNS,
    { ports: [{ port: 5432 }], to: [{ ipBlock: { cidr: '10.0.0.1/32' } }] },
  ]);
  expect(policies['users/users-idle']?.egress).toEqual([DNS]);
});

test('external addresses are ranges of one, external hosts their ports, narrowed by cidrs', () => {
  const { policies, findings } = renderIsolated((environment) => {
    const users = new Application(environment, 'users');
    const host = 'a.example';
    const env = {
      A: new ExternalService(users, 'a', { addresses: ['10.0.0.1', '2001:DB8::1'], ports: { x: 1, y: 2 } }).host,
      B: new ExternalService(users, 'b', { host, ports: 443 }).host,
      C: new ExternalService(users, 'c', { host, ports: 444, cidrs: ['192.0.2.0/24'] }).host,
      D: new ExternalService(users, 'd', { host, ports: 443 }).host,
    };
    new Worker(users, 'mailer', { ...IMAGE, env });
  });

  expect(policies['users/users-mailer']?.egress).toEqual([
    DNS,
    {
      ports: [{ port: 1 }, { port: 2 }],
      to: [{ ipBlock: { cidr: '10.0.0.1/32' } }, { ipBlock: { cidr: '2001:db8::1/128' } }],
    },
    { ports: [{ port: 443 }] },
    { ports: [{ port: 444 }], to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] },
  ]);
  expect(findings).toMatchObject([
    { rule: 'security/open-egress', severity: 'warning', construct: 'users/b' },
    { rule: 'security/open-egress', severity: 'warning', construct: 'users/d' },
  ]);
});

test('a route lets in its gateways, to the first port', () => {
  const { policies } = renderIsolated((environment) => {
    const users = new Application(environment, 'users');
    const to = new WebService(users, 'api', { ...IMAGE, port: { http: { port: 8080, service: 80 }, admin: 9090 } });
    new Route(users, 'route', { gateway: 'platform/public', matches: [{ path: '/' }], to });
  });

  expect(policies['users/users-api']?.ingress).toEqual([
    { from: [{ namespaceSelector: namespaceSelector('gateways') }], ports: [{ port: 8080 }] },
  ]);
});

test('the Pods of a gateway can be chosen by labels', () => {
  const { find } = renderWithFindings(
    (environment) => {
      const users = new Application(environment, 'users');
      const to = new WebService(users, 'api', { ...IMAGE, port: 8080 });
      new Route(users, 'route', { gateway: 'platform/public', matches: [{ path: '/' }], to });
    },
    { network: 'isolated', ingressFrom: [{ namespace: 'gateways', pods: { app: 'envoy' } }, { namespace: 'users' }] },
  );

  expect(find('NetworkPolicy').spec?.ingress?.[0]?.from).toEqual([
    { namespaceSelector: namespaceSelector('gateways'), podSelector: { matchLabels: { app: 'envoy' } } },
    { podSelector: {} },
  ]);
});

test('a route needs to know where its requests come from', () => {
  const { findings } = renderWithFindings(
    (environment) => {
      const users = new Application(environment, 'users');
      const to = new WebService(users, 'api', { ...IMAGE, port: 8080 });
      new Route(users, 'route', { gateway: 'platform/public', matches: [{ path: '/' }], to });
    },
    { network: 'isolated' },
  );

  expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      rule: 'reference/ingress-from',
      construct: 'users/route',
      message:
        "users/route: with network: 'isolated' nothing reaches its service. Say where its requests come from: ingressFrom: [{ namespace: 'gateway-system' }] in the environment.",
    },
  ]);
});

test('what may ask the API server reaches its ports', () => {
  expect(policyOf({ can: [{ get: 'pods' }] })?.egress).toEqual([DNS, { ports: [{ port: 443 }, { port: 6443 }] }]);
});

test('a load balancer lets everybody in to its ports', () => {
  expect(policyOf({ loadBalancer: 'external' })?.ingress).toEqual([{ ports: [{ port: 8080 }] }]);
});

test('the Pods of a StatefulService call each other', () => {
  const { policies } = renderIsolated((environment) => {
    new StatefulService(new Application(environment, 'users'), 'store', { ...IMAGE, port: 2379 });
  });

  const peer = { podSelector: podSelector('users', 'store') };
  expect(policies['users/users-store']).toMatchObject({
    egress: [DNS, { ports: [{ port: 2379 }], to: [peer] }],
    ingress: [{ from: [peer], ports: [{ port: 2379 }] }],
  });
});

test('a port at the node lets everybody in, the others nobody', () => {
  const { policies } = renderIsolated((environment) => {
    const ports = { public: { port: 9100, hostPort: 9100 }, admin: 9200 };
    new NodeAgent(new Application(environment, 'metrics'), 'agent', { ...IMAGE, ports, security: 'privileged' });
  });

  expect(policies['metrics/metrics-agent']?.ingress).toEqual([{ ports: [{ port: 9100 }] }]);
});

test('a patch is merged over the own policy', () => {
  const patch = { NetworkPolicy: { spec: { ingress: [{ ports: [{ port: 9090 }] }] } } };

  expect(policyOf({ patch })?.ingress).toEqual([{ ports: [{ port: 9090 }] }]);
});

test('the order in which applications are made does not show', () => {
  const build =
    (order: readonly string[]) =>
    (environment: Environment): void => {
      for (const id of order) {
        const env = { API: environment.service('users/api').url() };
        if (id === 'users') new WebService(new Application(environment, id), 'api', { ...IMAGE, port: 8080 });
        else new Worker(new Application(environment, id, { namespace: 'callers' }), 'a', { ...IMAGE, env });
      }
    };

  const one = renderIsolated(build(['users', 'b', 'a', 'c'])).yaml;
  const other = renderIsolated(build(['c', 'a', 'users', 'b'])).yaml;

  expect(other).toBe(one);
});

test('foreign Pods that call a workload are told of; other foreign objects are not', () => {
  const { findings } = renderIsolated((environment) => {
    const api = new WebService(new Application(environment, 'users'), 'api', { ...IMAGE, port: 8080 });
    const kit = new Application(environment, 'kit');
    new ConfigMap(kit, 'notes', { data: { 'notes.md': `${api.url()}` } });
    new Deployment(kit, 'kit', { containers: [{ image: 'kit:1', args: [`${api.url()}`] }] });
  });

  expect(findings).toMatchObject([{ rule: 'reference/foreign-caller', severity: 'warning', application: 'kit' }]);
  expect(findings[0]?.message).toContain('its Pods do not reach users/api');
});

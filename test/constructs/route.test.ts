import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { ExternalService } from '../../lib/constructs/external-service.ts';
import { Gateway } from '../../lib/constructs/gateway.ts';
import { Route, type RouteProps } from '../../lib/constructs/route.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { defineEnvironment } from '../../lib/environment/define-environment.ts';
import { standInData } from '../../lib/environment/data/stand-in-data.ts';
import { EnvironmentRoot } from '../../lib/environment/environment.ts';
import { render, renderConstruct, type RenderOptions } from '../../lib/testing/render.ts';
import type { Rendered } from '../../lib/testing/rendered.ts';
import { renderWithFindings } from '../manifest/render-with-findings.ts';
import '../../lib/testing/matchers.ts';

function renderRoute(props: object, options?: RenderOptions): Rendered {
  return renderConstruct((app) => {
    const to = new WebService(app, 'api', { image: 'api:1', port: { http: { port: 8080, service: 80 }, admin: 9090 } });
    new Route(app, 'test', { gateway: 'public', matches: [{ path: '/' }], to, ...props } as RouteProps);
  }, options);
}

function renderIngress(build: (app: Application) => unknown): Rendered {
  const definition = { name: 'test', edition: 1, kubernetes: '1.34', routing: 'ingress' } as const;
  return render(
    defineEnvironment({ ...definition, build: (environment) => void build(new Application(environment, 'test')) }),
  );
}

test('leads requests to the first port of a service', () => {
  const matches = [{ method: 'GET', path: '/users', headers: { 'X-Version': '2' } }, { path: { exact: '/healthz' } }];

  const { find } = renderRoute({ matches, host: 'api.example.com', timeout: '30s', listener: 'https' });

  expect(find('HTTPRoute', 'test').spec).toEqual({
    hostnames: ['api.example.com'],
    parentRefs: [{ name: 'public', sectionName: 'https' }],
    rules: [
      {
        backendRefs: [{ name: 'test-api', port: 80 }],
        matches: [
          {
            headers: [{ name: 'X-Version', value: '2' }],
            method: 'GET',
            path: { type: 'PathPrefix', value: '/users' },
          },
          { path: { type: 'Exact', value: '/healthz' } },
        ],
        timeouts: { request: '30s' },
      },
    ],
  });
});

test('names the gateway of its environment, wherever and whenever that is made', () => {
  const { find } = render((environment) => {
    const users = new Application(environment, 'users');
    const to = new WebService(users, 'api', { image: 'api:1', port: 8080 });
    new Route(users, 'users', { gateway: 'public', matches: [{ path: '/' }], to });
    new Gateway(new Application(environment, 'entrance'), 'public', { class: 'cloud' });
  });

  expect(find('HTTPRoute').spec.parentRefs).toEqual([{ name: 'entrance-public', namespace: 'entrance' }]);
});

test.each([
  ['public', [{ name: 'public' }], "write 'namespace/public' for another one."],
  ['platform/public', [{ name: 'public', namespace: 'platform' }], "so it is the platform's."],
])("a name of no gateway here is the platform's: %s", (gateway, parentRefs, message) => {
  const { find, findings } = renderWithFindings((environment) => {
    const users = new Application(environment, 'users');
    const to = new WebService(users, 'api', { image: 'api:1', port: 8080 });
    new Route(users, 'users', { gateway, matches: [{ path: '/' }], to });
  });

  expect(find('HTTPRoute').spec.parentRefs).toEqual(parentRefs);
  expect(findings).toMatchObject([{ rule: 'reference/platform-gateway', severity: 'info', construct: 'users/users' }]);
  expect(findings[0]?.message).toContain(message);
});

test('a name that two gateways have is refused', () => {
  const build = (): unknown =>
    render((environment) => {
      const users = new Application(environment, 'users');
      const to = new WebService(users, 'api', { image: 'api:1', port: 8080 });
      new Route(users, 'users', { gateway: 'public', matches: [{ path: '/' }], to });
      new Gateway(users, 'public', { class: 'cloud' });
      new Gateway(new Application(environment, 'entrance'), 'public', { class: 'cloud' });
    });

  expect(build).toThrow("users/users: gateway 'public' is users/public and entrance/public. Pass the construct.");
});

test('a gateway of another environment is refused', () => {
  const props = { name: 'other', edition: 1, kubernetes: '1.34', build: () => undefined } as const;
  const data = standInData(() => '');
  const other = new Application(new EnvironmentRoot(props, data, () => undefined), 'entrance');
  const gateway = new Gateway(other, 'public', { class: 'cloud' });

  expect(() => renderRoute({ gateway })).toThrow('refers to entrance/public, which is in other.');
});

test('several services share by weight', () => {
  const { find } = renderConstruct((app) => {
    const [stable, canary] = ['stable', 'canary'].map((id) => new WebService(app, id, { image: 'api:1', port: 8080 }));
    if (stable === undefined || canary === undefined) return;
    const to = [
      { service: stable, weight: 9 },
      { service: canary, weight: 1 },
    ];
    new Route(app, 'route', { gateway: 'public', matches: [{ path: '/' }], to });
  });

  expect(find('HTTPRoute').spec.rules?.[0]?.backendRefs).toEqual([
    { name: 'test-stable', port: 8080, weight: 9 },
    { name: 'test-canary', port: 8080, weight: 1 },
  ]);
});

test('a service of another namespace grants the routes of the application, once', () => {
  const { find } = render((environment) => {
    const users = new Application(environment, 'users', { namespace: 'identity' });
    const to = new WebService(users, 'api', { image: 'api:1', port: 8080 });
    const entrance = new Application(environment, 'entrance');
    for (const id of ['a', 'b']) new Route(entrance, id, { gateway: 'public', matches: [{ path: '/' }], to });
  });

  expect(find('HTTPRoute', 'entrance-a').spec.rules?.[0]?.backendRefs).toEqual([
    { name: 'users-api', namespace: 'identity', port: 8080 },
  ]);
  expect(find('ReferenceGrant')).toMatchObject({
    metadata: { name: 'users-api-from-entrance', namespace: 'identity' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'entrance' }],
      to: [{ group: '', kind: 'Service', name: 'users-api' }],
    },
  });
});

test('leads to an external service by its addresses', () => {
  const { find } = renderConstruct((app) => {
    const to = new ExternalService(app, 'legacy', { addresses: ['10.0.0.1'], ports: 8080 });
    new Route(app, 'route', { gateway: 'public', matches: [{ path: '/' }], to });
  });

  expect(find('HTTPRoute').spec.rules?.[0]?.backendRefs).toEqual([{ name: 'test-legacy', port: 8080 }]);
});

test('a patch reaches the HTTPRoute', () => {
  const patch = { HTTPRoute: { metadata: { annotations: { note: 'x' } } } };

  const { find } = renderRoute({ patch });

  expect(find('HTTPRoute')).toHaveFields({ metadata: { annotations: { note: 'x' } } });
});

test.each<[string, object, string]>([
  ['no match', { matches: [] }, "matches is empty. Take every request with [{ path: '/' }]."],
  ['a path without slash', { matches: [{ path: 'users' }] }, 'matches[0].path is "users". A path starts with'],
  ['a wildcard', { matches: [{ path: '/users/*' }] }, 'There are no wildcards'],
  ['a query', { matches: [{ path: '/users?a=1' }] }, "Leave out what stands behind '?'"],
  ['dots', { matches: [{ path: '/a/../b' }] }, 'no client sends them'],
  ['other characters', { matches: [{ path: '/ä' }] }, 'Write other characters as %XX.'],
  ['an exact path without slash', { matches: [{ path: { exact: '' } }] }, 'matches[0].path is "".'],
  ['an unknown method', { matches: [{ method: 'get' }] }, 'matches[0].method is "get". There are: GET'],
  [
    'a bad header',
    { matches: [{ headers: { 'a b': 'x' } }] },
    "matches[0].headers has 'a b', which is no header's name.",
  ],
  ['one header twice', { matches: [{ headers: { a: 'x', A: 'y' } }] }, 'capitals do not count'],
  ['one match twice', { matches: [{ path: '/' }, { path: '/' }] }, 'matches[1] is there twice'],
  [
    'a misspelt match',
    { matches: [{ methods: 'GET' }] },
    'matches[0].methods is not a prop of Route. Did you mean method?',
  ],
  ['a bad host', { host: 'https://a.example' }, 'Leave out the scheme and the path.'],
  ['a bad timeout', { timeout: '30' }, 'timeout is "30".'],
  ['tls', { tls: { secret: 'a' } }, "tls is the gateway's"],
  ['an odd gateway', { gateway: 'a/b/c' }, 'gateway is "a/b/c".'],
  ['no service', { to: undefined }, 'to is no service.'],
  ['an empty list', { to: [] }, 'to has 0 services.'],
  ['an Ingress patch', { patch: { Ingress: {} } }, 'patch names Ingress'],
])('refuses %s', (_, props, message) => {
  expect(() => renderRoute(props)).toThrow(message);
});

test('a service without endpoints is refused', () => {
  const build = (): unknown =>
    renderConstruct((app) => {
      const host = new ExternalService(app, 'out', { host: 'a.example', ports: 80 });
      const worker = new Worker(app, 'mailer', { image: 'mailer:1' }) as unknown as WebService;
      for (const [id, to] of Object.entries({ a: host, b: worker })) {
        new Route(app, id, { gateway: 'public', matches: [{ path: '/' }], to });
      }
    });

  expect(build).toThrow(/to is test\/out, which has no Service with endpoints.*\n.*to is test\/mailer, which/);
});

test.each([
  [-1, 'to[0].weight is -1.'],
  [0.5, 'to[0].weight is 0.5.'],
  [0, 'to has no weight but 0'],
])('a weight of %d is refused', (weight, message) => {
  const build = (): unknown =>
    renderConstruct((app) => {
      const service = new WebService(app, 'api', { image: 'api:1', port: 8080 });
      new Route(app, 'route', { gateway: 'public', matches: [{ path: '/' }], to: [{ service, weight }] });
    });

  expect(build).toThrow(message);
});

test('is an Ingress where the environment says so', () => {
  const { find } = renderIngress((app) => {
    const to = new WebService(app, 'api', { image: 'api:1', port: 8080 });
    const matches = [{ path: '/users' }, { path: { exact: '/healthz' } }, {}];
    new Route(app, 'test', { gateway: 'nginx', host: 'a.example', matches, to, tls: { secret: 'certificate' } });
  });

  const backend = { service: { name: 'test-api', port: { number: 8080 } } };
  expect(find('Ingress', 'test').spec).toEqual({
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'a.example',
        http: {
          paths: [
            { backend, path: '/users', pathType: 'Prefix' },
            { backend, path: '/healthz', pathType: 'Exact' },
            { backend, path: '/', pathType: 'Prefix' },
          ],
        },
      },
    ],
    tls: [{ hosts: ['a.example'], secretName: 'certificate' }],
  });
});

test('an Ingress of a Gateway construct has its class', () => {
  const { find } = renderIngress((app) => {
    const to = new WebService(app, 'api', { image: 'api:1', port: 8080 });
    const gateway = new Gateway(app, 'public', { class: 'nginx' });
    new Route(app, 'test', { gateway, matches: [{ path: '/' }], to });
  });

  expect(find('Ingress').spec).toMatchObject({ ingressClassName: 'nginx', rules: [{ http: {} }] });
});

test.each<[string, object, string]>([
  ['a method', { matches: [{ method: 'GET' }] }, 'matches[0].method is GET. An Ingress cannot match a method'],
  ['a header', { matches: [{ headers: { a: 'b' } }] }, 'an Ingress cannot match a header'],
  ['a timeout', { timeout: '30s' }, "timeout is '30s'. An Ingress has none"],
  ['a namespace in its class', { gateway: 'platform/nginx' }, 'it is the name of an ingress class'],
])('an Ingress cannot say %s', (_, props, message) => {
  const build = (): unknown =>
    renderIngress((app) => {
      const to = new WebService(app, 'api', { image: 'api:1', port: 8080 });
      new Route(app, 'test', { gateway: 'nginx', matches: [{ path: '/' }], to, ...props } as RouteProps);
    });

  expect(build).toThrow(message);
});

test('an Ingress leads to one service of its own namespace', () => {
  const build = (): unknown =>
    renderIngress((app) => {
      const services = ['a', 'b'].map((id) => new WebService(app, id, { image: 'api:1', port: 8080 }));
      const to = services.map((service) => ({ service, weight: 1 }));
      new Route(app, 'many', { gateway: 'nginx', matches: [{ path: '/' }], to });
      const other = new Application(EnvironmentRoot.of(app), 'other');
      const [service] = services;
      if (service) new Route(other, 'away', { gateway: 'nginx', matches: [{ path: '/' }], to: service });
    });

  expect(build).toThrow(
    /to has 2 services\. An Ingress leads to one.*\n.*to is test\/a, in the namespace test\. An Ingress stays/,
  );
});

import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Gateway, type GatewayProps } from '../../lib/constructs/gateway.ts';
import { Route } from '../../lib/constructs/route.ts';
import { existingSecret } from '../../lib/constructs/secret.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import type { Environment } from '../../lib/environment/environment.ts';
import { render, renderConstruct } from '../../lib/testing/render.ts';
import { renderWithFindings } from '../manifest/render-with-findings.ts';
import '../../lib/testing/matchers.ts';

function addRoute(environment: Environment, application: string, gateway: string | Gateway): void {
  const app = new Application(environment, application);
  const to = new WebService(app, 'api', { image: 'api:1', port: 8080 });
  new Route(app, 'route', { gateway, matches: [{ path: '/' }], to });
}

test('listens for HTTP on port 80', () => {
  const { find } = renderConstruct((app) => new Gateway(app, 'public', { class: 'cloud' }));

  expect(find('Gateway', 'test-public').spec).toEqual({
    gatewayClassName: 'cloud',
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
  });
});

test('with tls it also listens for HTTPS on port 443', () => {
  const props = { class: 'cloud', host: '*.example.com', tls: { secret: existingSecret('certificate') } };

  const { find } = renderConstruct((app) => new Gateway(app, 'public', props));

  expect(find('Gateway').spec.listeners).toEqual([
    { hostname: '*.example.com', name: 'http', port: 80, protocol: 'HTTP' },
    {
      hostname: '*.example.com',
      name: 'https',
      port: 443,
      protocol: 'HTTPS',
      tls: { certificateRefs: [{ name: 'certificate' }] },
    },
  ]);
});

test('listeners are written by name', () => {
  const listeners = {
    a: { port: 443, host: 'a.example', tls: { secret: 'a' } },
    tcp: { port: 9000, protocol: 'TCP' },
  } as const;

  const { find } = renderConstruct((app) => new Gateway(app, 'public', { class: 'cloud', listeners }));

  expect(find('Gateway').spec.listeners).toEqual([
    { hostname: 'a.example', name: 'a', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'a' }] } },
    { name: 'tcp', port: 9000, protocol: 'TCP' },
  ]);
});

test('lets in the namespaces of the routes that name it, whenever they are made', () => {
  const { find } = render((environment) => {
    addRoute(environment, 'users', 'public');
    const entrance = new Application(environment, 'entrance');
    const gateway = new Gateway(entrance, 'public', { class: 'cloud' });
    new Gateway(entrance, 'private', { class: 'cloud' });
    addRoute(environment, 'comments', gateway);
  });

  const values = ['comments', 'users'];
  const selector = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] };
  expect(find('Gateway', 'entrance-public').spec.listeners[0]?.allowedRoutes).toEqual({
    namespaces: { from: 'Selector', selector },
  });
  expect(find('Gateway', 'entrance-private').spec.listeners[0]).not.toHaveProperty('allowedRoutes');
});

test('routes of its own namespace need no word', () => {
  const { find } = renderConstruct((app) => {
    const to = new WebService(app, 'api', { image: 'api:1', port: 8080 });
    const gateway = new Gateway(app, 'public', { class: 'cloud' });
    new Route(app, 'route', { gateway, matches: [{ path: '/' }], to });
  });

  expect(find('Gateway').spec.listeners).toEqual([{ name: 'http', port: 80, protocol: 'HTTP' }]);
});

test.each([
  ['all', { from: 'All' }],
  [{ team: 'web' }, { from: 'Selector', selector: { matchLabels: { team: 'web' } } }],
] as const)('lets in the namespaces that it is told: %j', (allowedRoutes, namespaces) => {
  const { find } = renderConstruct((app) => new Gateway(app, 'public', { class: 'cloud', allowedRoutes }));

  expect(find('Gateway').spec.listeners[0]?.allowedRoutes).toEqual({ namespaces });
});

test("the platform's gateway emits nothing, and routes name it", () => {
  const { find, objects } = render((environment) => {
    const entrance = new Application(environment, 'entrance');
    new Gateway(entrance, 'public', { existing: { namespace: 'platform', name: 'shared' } });
    addRoute(environment, 'users', 'public');
  });

  expect(objects.map(({ kind }) => kind)).not.toContain('Gateway');
  expect(find('HTTPRoute').spec.parentRefs).toEqual([{ name: 'shared', namespace: 'platform' }]);
});

test('labels, annotations and a patch reach the Gateway', () => {
  const patch = { Gateway: { spec: { addresses: [{ value: '192.0.2.1' }] } } };
  const props = { class: 'cloud', labels: { a: 'b' }, annotations: { c: 'd' }, patch };

  const { find } = renderConstruct((app) => new Gateway(app, 'public', props));

  expect(find('Gateway')).toHaveFields({
    metadata: { annotations: { c: 'd' }, labels: { a: 'b' } },
    spec: { addresses: [{ value: '192.0.2.1' }] },
  });
});

test('emits nothing where routes become Ingresses, and says so', () => {
  const { objects, findings } = renderWithFindings(
    (environment) => new Gateway(new Application(environment, 'entrance'), 'public', { class: 'cloud' }),
    { routing: 'ingress' },
  );

  expect(objects).toEqual([]);
  expect(findings).toMatchObject([
    { rule: 'practice/gateway-of-ingress', severity: 'info', construct: 'entrance/public' },
  ]);
});

test.each<[string, object, string]>([
  ['no class', {}, 'test/public: has no class. Name the GatewayClass'],
  ['a class beside existing', { class: 'a', existing: { namespace: 'b' } }, 'has both existing and class'],
  ['a bad host', { class: 'a', host: 'a_b' }, 'host is "a_b", which is no host'],
  ['a bad port', { class: 'a', tls: { secret: 'a', port: 0 } }, 'tls.port is 0.'],
  [
    'HTTPS without certificate',
    { class: 'a', listeners: { a: { port: 443, protocol: 'HTTPS' } } },
    'listeners.a is HTTPS without a certificate.',
  ],
  [
    'two forms at once',
    { class: 'a', host: 'a.example', listeners: { a: { port: 80 } } },
    'has both listeners and host',
  ],
  ['no listener', { class: 'a', listeners: {} }, 'listeners has 0.'],
  ['a bad name', { class: 'a', listeners: { A: { port: 80 } } }, "listeners has 'A'."],
  ['twins', { class: 'a', listeners: { a: { port: 80 }, b: { port: 80 } } }, 'listeners.b is the same as listeners.a.'],
  ['a misspelt prop', { clas: 'a', class: 'a' }, 'Did you mean class?'],
])('refuses %s', (_, props, message) => {
  expect(() => renderConstruct((app) => new Gateway(app, 'public', props as GatewayProps))).toThrow(message);
});

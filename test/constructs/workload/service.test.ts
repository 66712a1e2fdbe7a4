import { expect, test } from 'vitest';
import { WebService, type WebServiceProps } from '../../../lib/constructs/web-service.ts';
import { renderConstruct } from '../../../lib/testing/index.ts';

function parts(props: Partial<WebServiceProps>): {
  readonly service: object;
  readonly annotations: unknown;
  readonly containerPorts: unknown;
} {
  const { find } = renderConstruct((app) => new WebService(app, 'api', { image: 'a:1', port: 8080, ...props }), {
    kubernetes: '1.37',
  });
  const { selector: _, ...service } = find('Service').spec ?? {};
  return {
    service,
    annotations: find('Service').metadata?.annotations,
    containerPorts: find('Deployment').spec?.template.spec?.containers[0]?.ports,
  };
}

test.each<[WebServiceProps['port'], unknown, unknown]>([
  [8080, [{ name: 'http', port: 8080 }], [{ name: 'http', containerPort: 8080 }]],
  [
    { http: { port: 8080, service: 80 }, grpc: { port: 9090, appProtocol: 'grpc' } },
    [
      { name: 'http', port: 80, targetPort: 'http' },
      { name: 'grpc', port: 9090, appProtocol: 'grpc' },
    ],
    [
      { name: 'http', containerPort: 8080 },
      { name: 'grpc', containerPort: 9090 },
    ],
  ],
  [
    { dns: { port: 53, protocol: 'UDP' }, 'dns-tcp': { port: 53, protocol: 'TCP' } },
    [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53 },
    ],
    [
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
      { name: 'dns-tcp', containerPort: 53 },
    ],
  ],
  [
    { a: 1, 'abcdefghijklm-9': 65_535 },
    [
      { name: 'a', port: 1 },
      { name: 'abcdefghijklm-9', port: 65_535 },
    ],
    expect.anything(),
  ],
])('ports %j', (port, service, container) => {
  const { service: spec, containerPorts } = parts({ port });

  expect(spec).toEqual({ ports: service });
  expect(containerPorts).toEqual(container);
});

test.each<[string, unknown, string]>([
  ['70000', 70_000, 'test/api: port is 70000. A port is a whole number from 1 to 65535.'],
  ['0', 0, 'port is 0.'],
  ['NaN', Number.NaN, 'port is NaN.'],
  ['a text', '8080', 'port is 8080. A port is a whole number'],
  ['undefined', undefined, 'port is undefined.'],
  ['none at all', {}, 'port is empty. Name a port: { http: 8080 }.'],
  [
    'a name of 16 characters',
    { abcdefghijklmnop: 80 },
    "port has 'abcdefghijklmnop'. A port's name is at most 15 lower-case letters, digits and '-', with a letter among them.",
  ],
  ['a name without a letter', { '8080': 80 }, "port has '8080'."],
  ['a name in capitals', { HTTP: 80 }, "port has 'HTTP'."],
  ['a name with two hyphens', { 'a--b': 80 }, "port has 'a--b'."],
  ['a number twice', { a: 80, b: 81, c: 80 }, 'port.a and port.c are both 80. Give one of them another number.'],
  [
    'a number offered twice',
    { a: { port: 8080, service: 443 }, b: 443 },
    'port.a and port.b are both offered as 443. Give one of them another service number.',
  ],
  ['an offer of 0', { a: { port: 8080, service: 0 } }, 'port.a.service is 0.'],
])('port refuses %s', (_, port, message) => {
  expect(() => parts({ port: port as number })).toThrow(message);
});

test.each<[Partial<WebServiceProps>, object]>([
  [{ sessionAffinity: 'ClientIP' }, { sessionAffinity: 'ClientIP' }],
  [{ sessionAffinity: { timeout: 10_800 } }, { sessionAffinity: 'ClientIP' }],
  [
    { sessionAffinity: { timeout: 60 } },
    { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } },
  ],
  [{ trafficDistribution: 'PreferClose' }, { trafficDistribution: 'PreferClose' }],
  [{ loadBalancer: 'external' }, { type: 'LoadBalancer' }],
  [
    { loadBalancer: { scheme: 'external', sourceRanges: ['10.0.0.0/8'], class: 'x.example/lb', traffic: 'Local' } },
    {
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      loadBalancerClass: 'x.example/lb',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    },
  ],
])('%j', (props, spec) => {
  const { service, annotations } = parts(props);

  expect(service).toEqual({ ...spec, ports: [{ name: 'http', port: 8080 }] });
  expect(annotations).toBeUndefined();
});

test('an internal load balancer says so to every cloud, and a word of its own wins', () => {
  const { annotations } = parts({
    loadBalancer: { scheme: 'internal', annotations: { 'networking.gke.io/load-balancer-type': 'Other' } },
  });

  expect(annotations).toEqual({
    'networking.gke.io/load-balancer-type': 'Other',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
    'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
  });
});

test('a load balancer is never opened to the world by a misspelling', () => {
  expect(() => parts({ loadBalancer: 'internl' as 'internal' })).toThrow(
    `loadBalancer is "internl". Use 'internal' or 'external'.`,
  );
});

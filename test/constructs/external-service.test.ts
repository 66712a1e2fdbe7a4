import { expect, test } from 'vitest';
import { ExternalService, type ExternalServiceProps } from '../../lib/constructs/external-service.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { renderConstruct } from '../../lib/testing/render.ts';
import '../../lib/testing/matchers.ts';

test('a host is an ExternalName Service, and Pods are told the real host', () => {
  const { find } = renderConstruct((app) => {
    const payments = new ExternalService(app, 'payments', { host: 'api.payments.example.com', ports: 443, tls: true });
    const env = { HOST: payments.host, PORT: payments.port, URL: payments.url('/v1') };
    return new WebService(app, 'api', { image: 'api:1', port: 80, env });
  });

  expect(find('Service', 'test-payments').spec).toEqual({
    externalName: 'api.payments.example.com',
    ports: [{ name: 'https', port: 443 }],
    type: 'ExternalName',
  });
  expect(find('Deployment').spec?.template.spec?.containers[0]?.env).toEqual([
    { name: 'HOST', value: 'api.payments.example.com' },
    { name: 'PORT', value: '443' },
    { name: 'URL', value: 'https://api.payments.example.com/v1' },
  ]);
});

test('addresses are a headless Service and one EndpointSlice an IP family', () => {
  const { find } = renderConstruct((app) => {
    const ports = { ldap: 389, metrics: { port: 9100, protocol: 'UDP' } } as const;
    return new ExternalService(app, 'ldap', { addresses: ['10.0.0.2', '2001:DB8::0002', '10.0.0.1'], ports });
  });

  expect(find('Service').spec).toEqual({
    clusterIP: 'None',
    ports: [
      { name: 'ldap', port: 389 },
      { name: 'metrics', port: 9100, protocol: 'UDP' },
    ],
  });
  expect(find('EndpointSlice', 'test-ldap-ipv4')).toEqual({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      labels: {
        'app.kubernetes.io/managed-by': 'kumiki',
        'app.kubernetes.io/name': 'ldap',
        'app.kubernetes.io/part-of': 'test',
        'endpointslice.kubernetes.io/managed-by': 'kumiki',
        'kubernetes.io/service-name': 'test-ldap',
      },
      name: 'test-ldap-ipv4',
      namespace: 'test',
    },
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['10.0.0.2'], conditions: { ready: true } },
      { addresses: ['10.0.0.1'], conditions: { ready: true } },
    ],
    ports: [
      { name: 'ldap', port: 389 },
      { name: 'metrics', port: 9100, protocol: 'UDP' },
    ],
  });
  expect(find('EndpointSlice', 'test-ldap-ipv6').endpoints).toEqual([
    { addresses: ['2001:db8::2'], conditions: { ready: true } },
  ]);
});

test('of addresses, the host is the name of the Service', () => {
  const { find } = renderConstruct((app) => {
    const ldap = new ExternalService(app, 'ldap', { addresses: ['10.0.0.1'], ports: { ldap: 389, admin: 8080 } });
    return new WebService(app, 'api', { image: 'api:1', port: 80, env: { URL: ldap.url('/', { port: 'admin' }) } });
  });

  const [container] = find('Deployment').spec?.template.spec?.containers ?? [];
  expect(container?.env).toEqual([{ name: 'URL', value: 'http://test-ldap.test.svc:8080/' }]);
});

test('more than a thousand addresses are several EndpointSlices', () => {
  const addresses = Array.from({ length: 2001 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);

  const { find, objects } = renderConstruct((app) => new ExternalService(app, 'many', { addresses, ports: 80 }));

  expect(objects.filter(({ kind }) => kind === 'EndpointSlice')).toHaveLength(3);
  expect(find('EndpointSlice', 'test-many-ipv4').endpoints).toHaveLength(1000);
  expect(find('EndpointSlice', 'test-many-ipv4-2').endpoints).toHaveLength(1000);
  expect(find('EndpointSlice', 'test-many-ipv4-3').endpoints).toEqual([
    { addresses: ['10.0.7.208'], conditions: { ready: true } },
  ]);
});

test('a headless Service says nothing of IP families: the API server gives it both', () => {
  const { find } = renderConstruct(
    (app) => new ExternalService(app, 'six', { addresses: ['2001:db8::1'], ports: { ldap: 389 } }),
  );

  expect(find('Service').spec).toEqual({ clusterIP: 'None', ports: [{ name: 'ldap', port: 389 }] });
  expect(find('EndpointSlice', 'test-six-ipv6').addressType).toBe('IPv6');
});

test('a thousand addresses of each family are fine', () => {
  const addresses = Array.from({ length: 1000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);

  const { find } = renderConstruct((app) => new ExternalService(app, 'many', { addresses, ports: 80 }));

  expect(find('EndpointSlice').endpoints).toHaveLength(1000);
});

test('a patch goes to the EndpointSlices', () => {
  const patch = { EndpointSlice: { metadata: { annotations: { note: 'x' } } } };

  const { find } = renderConstruct(
    (app) => new ExternalService(app, 'a', { addresses: ['10.0.0.1'], ports: 80, patch }),
  );

  expect(find('EndpointSlice')).toHaveFields({ metadata: { annotations: { note: 'x' } } });
});

test.each<[string, object, string]>([
  ['no location', { ports: 80 }, 'test/out: has neither host nor addresses.'],
  ['two locations', { host: 'a.example', addresses: ['10.0.0.1'], ports: 80 }, 'has both host and addresses'],
  [
    'an address as host',
    { host: '10.0.0.1', ports: 80 },
    'host is "10.0.0.1", which is an address. Write it as addresses: [\'10.0.0.1\'].',
  ],
  ['a URL as host', { host: 'https://a.example', ports: 80 }, 'Leave out the scheme and the path.'],
  ['a port in the host', { host: 'a.example:80', ports: 80 }, 'The port has a prop of its own.'],
  ['capitals', { host: 'DB.example.com', ports: 80 }, 'host is "DB.example.com", which is no host\'s name.'],
  ['an empty host', { host: '', ports: 80 }, 'which is no name'],
  ['a host of 254 characters', { host: `${'a'.repeat(250)}.com`, ports: 80 }, '254 characters long. The limit is 253.'],
  ['no address', { addresses: [], ports: 80 }, 'addresses is empty'],
  ['one twice', { addresses: ['2001:db8::1', '2001:db8:0::1'], ports: 80 }, "addresses has '2001:db8:0::1' twice."],
  ['leading zeros', { addresses: ['010.0.0.1'], ports: 80 }, 'take leading zeros for octal'],
  ['IPv4 in IPv6', { addresses: ['::ffff:10.0.0.1'], ports: 80 }, 'Write 10.0.0.1.'],
  ['a loopback', { addresses: ['127.0.0.1'], ports: 80 }, "addresses has '127.0.0.1', which is loopback"],
  ['a zone', { addresses: ['fe80::1%eth0'], ports: 80 }, 'Leave out the zone.'],
  ['a host among addresses', { addresses: ['db.example.com'], ports: 80 }, "Write a name as host: 'db.example.com'."],
  ['a range among addresses', { addresses: ['10.0.0.0/8'], ports: 80 }, 'A range goes into cidrs'],
  ['a number', { addresses: [10], ports: 80 }, 'addresses has 10, which is no IP address. Use text like 10.0.0.10.'],
  ['link-local', { addresses: ['169.254.169.254'], ports: 80 }, "'169.254.169.254', which is link-local"],
  ['a multicast', { addresses: ['239.1.1.1'], ports: 80 }, "addresses has '239.1.1.1', which is multicast"],
  ['a multicast of IPv6', { addresses: ['ff05::1'], ports: 80 }, "addresses has 'ff05::1', which is multicast"],
  ['a broadcast', { addresses: ['255.255.255.255'], ports: 80 }, 'which is broadcast'],
  ['bits behind the prefix', { host: 'a.example', cidrs: ['10.0.0.1/8'], ports: 80 }, 'Did you mean 10.0.0.0/8?'],
  ['no range', { host: 'a.example', cidrs: ['10.0.0.1'], ports: 80 }, "cidrs has '10.0.0.1', which is no range"],
  ['ranges of addresses', { addresses: ['10.0.0.1'], cidrs: ['10.0.0.0/8'], ports: 80 }, 'leave out cidrs'],
  ['no port', { host: 'a.example', ports: {} }, 'ports is empty'],
  ['a port of 70000', { host: 'a.example', ports: 70_000 }, 'ports.http is 70000.'],
  ['one port twice', { host: 'a.example', ports: { a: 80, b: 80 } }, 'ports.b is 80/TCP, which another one is too.'],
  [
    'a translated port',
    { host: 'a.example', ports: { a: { port: 80, service: 81 } } },
    'ports.a.service translates a port, and nothing does that outside the cluster. Use the number that it listens on: a: 80.',
  ],
  [
    'a translated port of Kubernetes',
    { addresses: ['10.0.0.1'], ports: { a: { port: 80, targetPort: 81 } } },
    'ports.a.targetPort translates a port',
  ],
  [
    'a patch that translates a port',
    {
      addresses: ['10.0.0.1'],
      ports: 80,
      patch: { Service: { spec: { ports: [{ port: 80, protocol: 'TCP', targetPort: 81 }] } } },
    },
    'patch.Service.spec.ports has a targetPort, and nothing translates ports outside the cluster.',
  ],
  ['a misspelt prop', { host: 'a.example', port: 80, ports: 80 }, 'Did you mean ports?'],
  [
    'a patch of what is not there',
    { host: 'a.example', ports: 80, patch: { EndpointSlice: {} } },
    'patch names EndpointSlice',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => renderConstruct((app) => new ExternalService(app, 'out', props as ExternalServiceProps))).toThrow(
    message,
  );
});

test('a port or a path that is not there is refused', () => {
  const render = (): unknown =>
    renderConstruct((app) => {
      const service = new ExternalService(app, 'out', { host: 'a.example', ports: { web: 80 } });
      return [service.url('', { port: 'admin' }), service.url('x')];
    });

  expect(render).toThrow("test/out: has no port 'admin'. There are: web.\ntest/out: url('x'): a path starts with '/'.");
});

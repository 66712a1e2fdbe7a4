import { expect, test } from 'vitest';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { Worker } from '../../../lib/constructs/worker.ts';
import type { Hook } from '../../../lib/constructs/workload/lifecycle.ts';
import type { Probe, Probes } from '../../../lib/constructs/workload/probes.ts';
import type { Container } from '../../../lib/kubernetes.ts';
import { renderConstruct } from '../../../lib/testing/index.ts';

const image = 'registry.example/api:1.2.3';

function containerOf(props: {
  readonly probes?: Probes;
  readonly preStop?: Hook;
  readonly postStart?: Hook;
}): Container | undefined {
  const { find } = renderConstruct(
    (app) => new WebService(app, 'api', { image, port: { web: 8080, admin: 9090 }, ...props }),
  );
  return find('Deployment').spec?.template.spec?.containers[0];
}

test.each<[Probe, unknown]>([
  ['/healthz', { httpGet: { path: '/healthz', port: 8080 } }],
  ['/', { httpGet: { port: 8080 } }],
  [{ http: '/healthz', port: 'admin' }, { httpGet: { path: '/healthz', port: 'admin' } }],
  [{ http: '/healthz', port: 9090, scheme: 'HTTP' }, { httpGet: { path: '/healthz', port: 9090 } }],
  [
    { http: '/', scheme: 'HTTPS', headers: { Host: 'a' } },
    { httpGet: { port: 8080, scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: 'a' }] } },
  ],
  [{ tcp: true }, { tcpSocket: { port: 8080 } }],
  [{ tcp: true, port: 'admin' }, { tcpSocket: { port: 'admin' } }],
  [{ grpc: true }, { grpc: { port: 8080 } }],
  [{ grpc: 'users.v1', port: 9090 }, { grpc: { port: 9090, service: 'users.v1' } }],
  [{ exec: ['/bin/check', '-q'] }, { exec: { command: ['/bin/check', '-q'] } }],
  [{ tcp: true, every: 10, timeout: 1, failures: 3, delay: 0, successes: 1 }, { tcpSocket: { port: 8080 } }],
  [
    { tcp: true, every: 5, timeout: 2, failures: 6, delay: 7 },
    { tcpSocket: { port: 8080 }, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 6, initialDelaySeconds: 7 },
  ],
])('the probe %j', (probe, emitted) => {
  const container = containerOf({ probes: { ready: probe, live: probe, startup: probe } });

  expect([container?.readinessProbe, container?.livenessProbe, container?.startupProbe]).toEqual([
    emitted,
    emitted,
    emitted,
  ]);
});

test.each<[string, object, string]>([
  ['a path without a slash', { ready: 'healthz' }, "test/api: probes.ready is 'healthz'. A path starts with '/'."],
  ['nothing to ask', { ready: { port: 80 } }, "probes.ready says nothing to ask. Use { http: '/path' }"],
  ['two questions at once', { live: { http: '/', tcp: true } }, 'probes.live.tcp is not a prop of WebService.'],
  ['headers without HTTP', { live: { exec: ['x'], headers: {} } }, 'probes.live.headers is not a prop of WebService.'],
  [
    'a gRPC port by name',
    { live: { grpc: true, port: 'admin' } },
    "probes.live.port is 'admin'. A gRPC probe needs the number.",
  ],
  [
    'a port of 70000',
    { live: { tcp: true, port: 70_000 } },
    'probes.live.port is 70000. A port is a whole number from 1 to 65535.',
  ],
  [
    'no time between probes',
    { live: { tcp: true, every: 0 } },
    'probes.live.every is 0. Use a whole number, 1 or more.',
  ],
  ['NaN', { live: { tcp: true, timeout: Number.NaN } }, 'probes.live.timeout is NaN. Use a whole number, 1 or more.'],
  ['half a second', { live: { tcp: true, delay: 0.5 } }, 'probes.live.delay is 0.5. Use a whole number, 0 or more.'],
  [
    'a grace period of ready',
    { ready: { tcp: true, gracePeriod: 5 } },
    'probes.ready has a gracePeriod, and never stops a container.',
  ],
  [
    'successes of live',
    { live: { tcp: true, successes: 2 } },
    'probes.live.successes is 2. Only ready may ask for more than one.',
  ],
])('probes refuse %s', (_, probes, message) => {
  expect(() => containerOf({ probes })).toThrow(message);
});

test.each<[Hook, unknown]>([
  [{ exec: ['sleep', '5'] }, { exec: { command: ['sleep', '5'] } }],
  [{ http: '/stop' }, { httpGet: { path: '/stop', port: 8080 } }],
  [{ http: '/', port: 'admin' }, { httpGet: { port: 'admin' } }],
  [{ sleep: 5 }, { sleep: { seconds: 5 } }],
])('the hook %j', (hook, emitted) => {
  expect(containerOf({ preStop: hook, postStart: hook })?.lifecycle).toEqual({ preStop: emitted, postStart: emitted });
});

test.each<[string, object, string]>([
  [
    'nothing to do',
    {},
    "test/api: preStop says nothing to do. Use { exec: [...] }, { http: '/path' } or { sleep: 5 }.",
  ],
  ['a path without a slash', { http: 'stop' }, "preStop is 'stop'. A path starts with '/'."],
  ['a port of 0', { http: '/stop', port: 0 }, 'preStop.port is 0. A port is a whole number from 1 to 65535.'],
  ['two at once', { exec: ['x'], sleep: 5 }, 'preStop.sleep is not a prop of WebService.'],
])('a hook refuses %s', (_, preStop, message) => {
  expect(() => containerOf({ preStop: preStop as Hook })).toThrow(message);
});

test('a sleep is told where the cluster does not know it', () => {
  const sleepy = (): unknown =>
    renderConstruct((app) => new Worker(app, 'mailer', { image, preStop: { sleep: 5 } }), { kubernetes: '1.29' });

  expect(sleepy).toThrow(
    "test/mailer: preStop is { sleep: 5 }, which Kubernetes 1.29 does not know. Use { exec: ['sleep', '5'] }.",
  );
});

test('what has no port must name one', () => {
  const worker = (probe: Probe): unknown =>
    renderConstruct((app) => new Worker(app, 'mailer', { image, probes: { live: probe } }));

  expect(() => worker('/healthz')).toThrow('test/mailer: probes.live has no port. Give it one: { …, port: 8080 }.');
  expect(() => worker({ http: '/healthz', port: 8080 })).not.toThrow();
  expect(() => worker({ exec: ['check'] })).not.toThrow();
});

import {
  Application,
  argocd,
  Config,
  defineEnvironment,
  emptyDir,
  existingSecret,
  ExternalService,
  flux,
  Gateway,
  hostPath,
  Job,
  NodeAgent,
  Route,
  ScheduledJob,
  StatefulService,
  WebService,
  Worker,
  type Environment,
} from 'kumiki';
import { render } from '../../../lib/testing/render.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';

const repository = 'https://git.example.com/acme/manifests.git';

/** What our own constructs render, with about every kind that they have. */
export function constructedBases(): readonly KubernetesObject[] {
  const common = { edition: 1, kubernetes: '1.37' } as const;
  const environments = [
    defineEnvironment({
      ...common,
      name: 'gateway',
      delivery: argocd({ repository, endpointSlices: 'included' }),
      network: 'isolated',
      ingressFrom: [{ namespace: 'entrance' }],
      build: (environment) => fill(environment),
    }),
    defineEnvironment({
      ...common,
      name: 'ingress',
      delivery: flux({ repository, credential: 'read' }),
      routing: 'ingress',
      build: (environment) => fill(environment, false),
    }),
  ];
  return render(environments).objects;
}

function fill(environment: Environment, withMethod = true): undefined {
  const shop = new Application(environment, 'shop', { owner: 'team-shop' });
  const settings = new Config(shop, 'settings', { LOG_LEVEL: 'info', 'app.ini': '[a]\nb=1\n' });
  const secret = existingSecret('shop-database', ['password']);
  const ledger = new ExternalService(shop, 'ledger', { addresses: ['10.1.0.1', 'fd00::1'], ports: { ldap: 389 } });
  new ExternalService(shop, 'payments', { host: 'payments.example.com', ports: 443, tls: true });
  const api = new WebService(shop, 'api', {
    image: 'registry.example.com/shop/api:1.4.2',
    port: { http: 8080, metrics: 9090 },
    replicas: { min: 2, max: 5, cpu: 70 },
    env: { LOG_LEVEL: settings.key('LOG_LEVEL'), PASSWORD: secret.key('password'), LEDGER: ledger.host, A: '1' },
    envFrom: [settings],
    files: { '/etc/app': settings, '/var/secret': secret, '/tmp/work': emptyDir({ size: '64Mi' }) },
    probes: { ready: '/healthz', live: { tcp: true, every: 5 }, startup: { exec: ['true'] } },
    resources: { cpu: { request: '100m', limit: '1' }, memory: '128Mi' },
    sidecars: { proxy: { image: 'proxy:2', ports: 9000 } },
    init: { migrate: { image: 'migrate:1', command: ['migrate'], args: ['up'] } },
    can: [{ get: 'configmaps' }],
    rollout: { maxSurge: 1, maxUnavailable: 0 },
    tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }],
    hostAliases: { '10.0.0.9': ['old.example.com'] },
    annotations: { 'example.com/team': 'shop' },
    labels: { 'example.com/tier': 'front' },
    preStop: { sleep: 5 },
  });
  new Worker(shop, 'worker', { image: 'worker:1', replicas: 2, rollout: 'recreate', env: { API: api.url('/x') } });
  new StatefulService(shop, 'store', {
    image: 'store:1',
    port: { client: 2379 },
    replicas: 3,
    storage: { '/var/lib/store': '1Gi' },
  });
  new ScheduledJob(shop, 'report', {
    image: 'report:1',
    schedule: '30 2 * * *',
    timeZone: 'Europe/Berlin',
    retries: 2,
  });
  new Job(shop, 'setup', { image: 'setup:1', completions: 3, parallelism: 2, ttl: 600, deadline: 60 });
  new NodeAgent(shop, 'logs', {
    image: 'logs:1',
    files: { '/var/log': { from: hostPath('/var/log'), readOnly: true } },
    ports: { metrics: 9100 },
    security: 'privileged',
  });
  new Gateway(shop, 'public', { class: 'cloud', host: '*.example.com', tls: { secret: 'example-com' } });
  new Route(shop, 'calls', {
    gateway: 'public',
    host: 'shop.example.com',
    matches: [withMethod ? { method: 'GET', path: '/api' } : { path: '/api' }],
    to: api,
  });
}

// Usages that must compile: what a user writes first.
import { previews, existingSecret, Application, blueGreen, canary, Config, defineEnvironment, emptyDir, ExternalDatabase, externalSecret, file, Gateway, Manifests, projected, Route, sops, WebService, Worker, type Restart, type Secret } from 'kumiki';
import type { Endpoint, Environment, EnvironmentDefinition, ExternalDatabaseProps, Replicas } from 'kumiki';

declare const optional: string | undefined;

class Shop extends Application {
  readonly api: WebService;

  constructor(environment: Environment, props: { readonly replicas?: Replicas | undefined; readonly database: ExternalDatabaseProps; readonly users?: Endpoint }) {
    super(environment, 'shop', { namespace: optional });
    const settings = new Config(this, 'settings', { LEVEL: 'info', 'nginx.conf': file('config/nginx.conf') });
    const secret = existingSecret('shop-database', ['password']);
    const sealed: Secret<'password' | 'user'> = this.secret('database', ['password', 'user']);
    const tls = this.secret('tls', ['tls.crt', 'tls.key'], { type: 'kubernetes.io/tls', provider: sops('secrets/tls.yaml') });
    const vault = this.secret('vault', ['a'], { provider: externalSecret({ store: 'vault', data: { a: { remoteKey: 'b', version: optional } } }) });
    const restart: Restart = 'reloader';
    new Gateway(this, 'gate', { class: 'cloud', tls: { secret: tls } });
    new Worker(this, 'secrets', { image: 'nginx:1', restart, envFrom: [sealed, settings], env: { A: vault.key('a'), B: this.secret('any').key('b') }, files: { '/s': sealed, '/p': projected([sealed, tls]) }, imagePullSecrets: [vault, 'by-name'] });
    const database = new ExternalDatabase(this, 'database', props.database);
    const steps = { steps: [{ weight: 10 }, { pause: '5m' }, { analysis: 'success-rate' }, { weight: 50 }, { pause: 'manual' }] } as const;
    new WebService(this, 'green', { image: 'nginx:1', port: 80, strategy: blueGreen({ autoPromotion: '10m' }) });
    new WebService(this, 'canary', { image: 'nginx:1', port: 80, strategy: canary(steps), patch: { Rollout: { spec: { paused: true } } } });
    new WebService(this, 'yellow', { image: 'nginx:1', port: 80, strategy: canary({ steps: [{ weight: 10 }, { pause: '1m' }], metrics: [{ name: 'errors', thresholdRange: { max: 1 } }] }) });
    this.api = new WebService(this, 'api', {
      image: this.image('api'),
      port: { http: 8080, metrics: 9090 },
      replicas: props.replicas,
      env: { LEVEL: settings.key('LEVEL'), PASSWORD: secret.key('password'), POD_IP: { field: 'status.podIP' }, HOST: database.host, N: 3, ON: true, URL: `${database.url()}?x` },
      files: { '/etc/nginx': settings, '/tmp': emptyDir({ size: '1Gi' }), '/secret': { from: secret, readOnly: true } },
      probes: { ready: '/healthz', live: { grpc: true, port: 9000, every: 5 }, startup: { exec: ['true'] } },
      resources: { cpu: { request: '100m', limit: 2 }, memory: '128Mi' },
      can: [{ read: ['pods', 'deployments.apps'] }, { get: 'configmaps', names: ['a'] }],
      patch: {
        Deployment: { spec: { template: { spec: { containers: [{ name: 'api', tty: true, stdin: null }] } } } },
        Service: { spec: { ports: [{ port: 8080, $patch: 'delete' }] } },
      },
    });
    new Worker(this, 'mailer', { image: 'mailer:1', replicas: { min: 1, max: 3, memory: 80 } });
    new Manifests(this, 'redis', {
      from: ['vendor/redis', 'crds/*.yaml'],
      include: ({ kind }) => kind !== 'Job',
      namespace: optional,
      patch: {
        StatefulSet: { spec: { replicas: 2 } },
        'StatefulSet/redis-master': { spec: { updateStrategy: null } },
        'Certificate.cert-manager.io/redis': { spec: { duration: '24h' } },
      },
    });
    const gateway = new Gateway(this, 'public', { class: 'cloud' });
    new Route(this, 'shop', { gateway, matches: [{ method: 'GET', path: '/shop' }], to: [{ service: this.api, weight: 1 }] });
  }
}

const regions: readonly { readonly name: string }[] = [{ name: 'eu' }];

export const fleet: readonly EnvironmentDefinition[] = regions.map((region) =>
  defineEnvironment({
    name: `production-${region.name}`,
    edition: 1,
    kubernetes: '1.34',
    cluster: optional,
    build(environment) {
      const shop = new Shop(environment, { database: { engine: 'mysql', addresses: ['10.0.0.1'] } });
      new Shop(environment, { replicas: 2, database: { engine: 'redis', host: 'x.example' }, users: shop.api });
      new Shop(environment, { database: { engine: 'redis', host: 'x.example' }, users: environment.service('comments/api') });
    },
  }),
);

const [staging] = fleet;
export const previewed: readonly EnvironmentDefinition[] =
  staging === undefined
    ? []
    : [staging, ...previews(staging), ...previews(staging, { merge: 'auto', namespace: (application, preview) => `${preview}-${application}` }), ...previews(staging, { merge: undefined })];

export const host = (environment: Environment): string => (environment.preview === undefined ? 'x.example' : `${environment.preview}.x.example`);

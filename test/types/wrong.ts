// Wrong usages: each line marked with // refused must not compile, and no other.
import { Application, blueGreen, canary, Config, defineEnvironment, emptyDir, existingSecret, previews, ExternalDatabase, externalSecret, Gateway, Job, Manifests, Route, WebService, Worker, type Endpoint, type Environment } from 'kumiki';

declare const environment: Environment;
declare const app: Application;
declare const text: string;
declare const maybe: string | undefined;
const api = new WebService(app, 'api', { image: 'nginx:1', port: 80 });
const settings = new Config(app, 'settings', { LEVEL: 'info' });
const secret = existingSecret('database', ['password']);
const sealed = app.secret('database', ['password']);

// Names and values of props.
new WebService(app, 'a', { image: 'nginx:1' }); // refused
new WebService(app, 'a', { port: 80 }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, replcas: 2 }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: '80' }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, replicas: '2' }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, replicas: { min: 1 } }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, replicas: null }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, command: 'run' }); // refused
new Worker(app, 'a', { image: 'nginx:1', port: 80 }); // refused
new Worker(environment, 'a'); // refused

// Quantities are typed by their unit.
new Worker(app, 'a', { image: 'nginx:1', resources: { memory: 128 } }); // refused
new Worker(app, 'a', { image: 'nginx:1', resources: { memory: '128MB' } }); // refused
new Worker(app, 'a', { image: 'nginx:1', resources: { memory: '128' } }); // refused
new Worker(app, 'a', { image: 'nginx:1', resources: { cpu: '100Mi' } }); // refused
new Worker(app, 'a', { image: 'nginx:1', resources: { cpu: { requests: '1' } } }); // refused
emptyDir({ size: '1gb' }); // refused

// Maps hold no undefined; keys are checked.
new Worker(app, 'a', { image: 'nginx:1', env: { LEVEL: undefined } }); // refused
new Worker(app, 'a', { image: 'nginx:1', env: { LEVEL: maybe } }); // refused
new Worker(app, 'a', { image: 'nginx:1', env: { LEVEL: { value: 'x' } } }); // refused
new Worker(app, 'a', { image: 'nginx:1', env: [{ name: 'A', value: 'x' }] }); // refused
new Config(app, 'c', { LEVEL: 3 }); // refused
new Config(app, 'c', { LEVEL: settings.key('LEVEL') }); // refused
settings.key('LEVL'); // refused
secret.key('pasword'); // refused
sealed.key('pasword'); // refused
app.secret('database', ['a']).key('b'); // refused
app.secret('database', 'password'); // refused
app.secret('database', ['a'], { provider: 'vault' }); // refused
app.secret('database', ['a'], { kind: 'kubernetes.io/tls' }); // refused
externalSecret({ store: 'vault', data: { a: 'users/database' } }); // refused
externalSecret({ store: 'vault', kind: 'Store', data: {} }); // refused
new Worker(app, 'a', { image: 'nginx:1', restart: 'always' }); // refused
new Job(app, 'a', { image: 'nginx:1', restart: 'none' }); // refused
new Worker(app, 'a', { image: 'nginx:1', files: { '/etc': { name: 'a', key: () => '' } } }); // refused
new Worker(app, 'a', { image: 'nginx:1', envFrom: [{ configMap: 'x' }] }); // refused
new Worker(app, 'a', { image: 'nginx:1', files: { '/etc': 3 } }); // refused

// Probes say one thing.
new WebService(app, 'a', { image: 'nginx:1', port: 80, probes: { readiness: '/x' } }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, probes: { ready: { http: '/x', tcp: true } } }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, probes: { ready: { every: 5 } } }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, probes: { ready: { exec: 'true' } } }); // refused

// Patches know the kinds and their fields.
new WebService(app, 'a', { image: 'nginx:1', port: 80, patch: { StatefulSet: {} } }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, patch: { Deployment: { spec: { replcas: 2 } } } }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, patch: { Deployment: { spec: { replicas: '2' } } } }); // refused

// Constructs are nominal.
new Route(app, 'r', { gateway: 'public', matches: [{ path: '/x' }], to: settings }); // refused
new Route(app, 'r', { gateway: 'public', matches: [{ method: 'FETCH' }], to: api }); // refused
new Route(app, 'r', { gateway: settings, matches: [{ path: '/x' }], to: api }); // refused
new Route(app, 'r', { gateway: new Gateway(app, 'g'), to: api }); // refused
const endpoint: Endpoint = settings; // refused

// Locations are one of two.
new ExternalDatabase(app, 'd', { engine: 'oracle', host: 'x' }); // refused
new ExternalDatabase(app, 'd', { engine: 'mysql' }); // refused
new ExternalDatabase(app, 'd', { engine: 'mysql', host: 'x', addresses: ['10.0.0.1'] }); // refused

// Patches of manifests are typed by their kind.
new Manifests(app, 'm', {}); // refused
new Manifests(app, 'm', { from: 'vendor/m', patch: { Deployment: { spec: { replicas: '2' } } } }); // refused
new Manifests(app, 'm', { from: 'vendor/m', patch: { 'Deployment/a.b': { spec: { replicas: '2' } } } }); // refused
new Manifests(app, 'm', { from: 'vendor/m', patch: { Deploymnt: {} } }); // refused
new Manifests(app, 'm', { from: 'vendor/m', patch: { 'Deploymnt/a': {} } }); // refused
new Manifests(app, 'm', { from: 'vendor/m', crds: 'all' }); // refused

// Strategies are of WebServices, and their steps one thing each.
new Worker(app, 'a', { image: 'nginx:1', strategy: blueGreen() }); // refused
new WebService(app, 'a', { image: 'nginx:1', port: 80, strategy: 'canary' }); // refused
canary(); // refused
canary({ steps: [{ weight: 10 }, { pause: '5' }] }); // refused
canary({ steps: [{ weight: '10' }] }); // refused
canary({ steps: [{ wait: '5m' }] }); // refused
blueGreen({ autoPromotion: 600 }); // refused

// Environments.
defineEnvironment({ name: 'x', edition: 1, kubernetes: '1.26', build() {} }); // refused
defineEnvironment({ name: 'x', edition: 2, kubernetes: '1.34', build() {} }); // refused
defineEnvironment({ name: 'x', kubernetes: '1.34', build() {} }); // refused
defineEnvironment({ name: 'x', edition: 1, kubernetes: '1.34' }); // refused
defineEnvironment({ name: 'x', edition: 1, kubernetes: '1.34', async build() {} }); // refused
defineEnvironment({ name: 'x', edition: 1, kubernetes: text, build() {} }); // refused
environment.service('comments'); // refused
new Application(app, 'x'); // refused
app.namespace = 'other'; // refused
void endpoint;
const defined = defineEnvironment({ name: 'x', edition: 1, kubernetes: '1.34', build() {} });
previews({ name: 'x', edition: 1, kubernetes: '1.34' }); // refused
previews(defined, { until: '7d' }); // refused
previews(defined, { namespace: 'x' }); // refused
previews(defined, { namespace: (application: string) => application.length }); // refused
previews(defined, { merge: 'never' }); // refused
const _preview: string = environment.preview; // refused

import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { existingSecret } from '../../lib/constructs/secret.ts';
import { WebService, type WebServiceProps } from '../../lib/constructs/web-service.ts';
import { claim, csi, emptyDir, ephemeral, hostPath, projected, Volume } from '../../lib/constructs/workload/volumes.ts';
import type { KubernetesVersion } from '../../lib/schema/kubernetes-version.ts';
import { renderConstruct, type Rendered } from '../../lib/testing/index.ts';
import { messagesOf, renderFindings } from '../render-findings.ts';

const image = 'registry.example/api:1.2.3';

function api(props: Partial<WebServiceProps> = {}, kubernetes?: KubernetesVersion): Rendered {
  return renderConstruct((app) => new WebService(app, 'api', { image, port: 8080, ...props }), { kubernetes });
}

test('is a ServiceAccount, a Deployment and a Service, which say nothing that Kubernetes would say itself', () => {
  const rendered = api();

  expect(rendered.yaml).toMatchInlineSnapshot(`
    "apiVersion: apps/v1
    kind: Deployment
    metadata:
      labels:
        app.kubernetes.io/instance: test-api
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: api
        app.kubernetes.io/part-of: test
        app.kubernetes.io/version: "1.2.3"
      name: test-api
      namespace: test
    spec:
      replicas: 1
      selector:
        matchLabels:
          app.kubernetes.io/instance: test-api
          app.kubernetes.io/name: api
      template:
        metadata:
          labels:
            app.kubernetes.io/instance: test-api
            app.kubernetes.io/managed-by: kumiki
            app.kubernetes.io/name: api
            app.kubernetes.io/part-of: test
            app.kubernetes.io/version: "1.2.3"
        spec:
          automountServiceAccountToken: false
          containers:
            - name: api
              image: registry.example/api:1.2.3
              ports:
                - name: http
                  containerPort: 8080
              securityContext:
                allowPrivilegeEscalation: false
                capabilities:
                  drop:
                    - ALL
          securityContext:
            runAsNonRoot: true
            seccompProfile:
              type: RuntimeDefault
          serviceAccountName: test-api
    ---
    apiVersion: v1
    kind: Service
    metadata:
      labels:
        app.kubernetes.io/instance: test-api
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: api
        app.kubernetes.io/part-of: test
      name: test-api
      namespace: test
    spec:
      ports:
        - name: http
          port: 8080
      selector:
        app.kubernetes.io/instance: test-api
        app.kubernetes.io/name: api
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      labels:
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: api
        app.kubernetes.io/part-of: test
      name: test-api
      namespace: test
    "
  `);
});

test('what is written out as Kubernetes would have it anyway leaves no trace', () => {
  const defaults = api({
    replicas: 1,
    rollout: { maxSurge: '25%', maxUnavailable: '25%', minReady: 0, deadline: 600, history: 10 },
    terminationGracePeriod: 30,
    port: { http: { port: 8080, service: 8080, protocol: 'TCP' } },
    dns: { policy: 'ClusterFirst' },
    security: {
      readOnlyRootFilesystem: false,
      privileged: false,
      hostNetwork: false,
      hostPID: false,
      hostUsers: true,
      capabilities: [],
    },
    serviceAccount: { token: false },
    can: [],
  });

  expect(defaults.yaml).toBe(api().yaml);
});

/** Every prop, at least once, in forms that all versions know. `satisfies` keeps the list whole. */
const EVERY_PROP = {
  image,
  port: {
    http: 8080,
    metrics: { port: 9090, service: 90, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    dns: { port: 5353, service: 53, protocol: 'UDP' },
  },
  replicas: {
    min: 2,
    max: 6,
    cpu: 70,
    memory: 80,
    metrics: [
      { type: 'Pods', pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '1000m' } } },
      { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'Value', value: '2000' } } },
    ],
    behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
  },
  command: ['/api'],
  args: ['--verbose'],
  workingDir: '/srv',
  env: {
    TEXT: 'text',
    NUMBER: 8080,
    BOOLEAN: true,
    SECRET: existingSecret('database').key('password'),
    POD_IP: { field: 'status.podIP' },
    MEMORY: { resource: 'limits.memory', divisor: '1024Ki' },
  },
  envFrom: [existingSecret('more')],
  files: {
    '/etc/tls': existingSecret('tls'),
    '/tmp': emptyDir({ size: '1024Mi', medium: 'Memory' }),
    '/data': 'data',
    '/cache': {
      from: ephemeral({ size: '1Gi', class: 'fast' }),
      subPath: 'api',
      readOnly: true,
      propagation: 'HostToContainer',
    },
    '/projected': projected([
      existingSecret('tls'),
      { serviceAccountToken: { path: 'token', audience: 'vault' } },
      { fields: { labels: 'metadata.labels' } },
    ]),
    '/secrets': csi({ driver: 'secrets-store.csi.k8s.io', readOnly: true, attributes: { secretProviderClass: 'api' } }),
    '/host': hostPath('/var/log', 'Directory'),
    '/nfs': Volume.of({ nfs: { server: 'nfs.example.com', path: '/' } }),
  },
  volumes: { data: claim('data', { readOnly: true }) },
  resources: {
    cpu: { request: '100m', limit: 1 },
    memory: '128Mi',
    ephemeralStorage: { limit: '1Gi' },
    extended: { 'nvidia.com/gpu': 1, 'hugepages-2Mi': { limit: '4Mi', request: '4Mi' } },
  },
  probes: {
    ready: {
      http: '/ready',
      port: 'metrics',
      scheme: 'HTTPS',
      headers: { Host: 'api' },
      every: 5,
      timeout: 2,
      failures: 2,
      delay: 1,
      successes: 2,
    },
    live: { tcp: true, gracePeriod: 5 },
    startup: { exec: ['/ready'], failures: 30 },
  },
  preStop: { exec: ['sleep', '5'] },
  postStart: { http: '/started' },
  pullPolicy: 'Always',
  sidecars: {
    proxy: {
      image,
      native: false,
      ports: { admin: 9901 },
      resources: { cpu: '10m' },
      probes: { live: { grpc: 'health' } },
      files: { '/data': 'data' },
    },
  },
  init: { migrate: { image, args: ['migrate'], files: { '/data': 'data' } } },
  can: [
    { get: 'configmaps', names: ['api'] },
    { read: ['nodes', 'pods/log'] },
    { create: 'leases.coordination.k8s.io', update: 'deployments.apps/scale' },
  ],
  serviceAccount: { annotations: { 'iam.example.com/role': 'api' }, token: true },
  security: {
    level: 'baseline',
    user: 1000,
    group: 1000,
    volumeGroup: 1000,
    supplementalGroups: [2000],
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    privileged: false,
    capabilities: ['NET_BIND_SERVICE'],
    seccomp: { localhost: 'api.json' },
    sysctls: { 'net.ipv4.ip_unprivileged_port_start': '0' },
    hostNetwork: true,
    hostPID: true,
    hostUsers: true,
  },
  spread: { zones: 'require', nodes: 'prefer' },
  nodeSelector: { 'kubernetes.io/arch': 'amd64' },
  tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }],
      },
    },
  },
  priority: 'high',
  runtimeClass: 'gvisor',
  terminationGracePeriod: 60,
  imagePullSecrets: ['registry'],
  hostAliases: { '10.0.0.1': ['db.example.com'] },
  dns: { policy: 'None', config: { nameservers: ['10.0.0.2'] } },
  labels: { team: 'identity' },
  annotations: { note: 'all' },
  restart: 'reloader',
  rollout: { maxSurge: 1, maxUnavailable: 0, minReady: 5, deadline: 300, history: 3 },
  strategy: undefined,
  disruption: { minAvailable: '50%', unhealthy: 'AlwaysAllow' },
  loadBalancer: {
    scheme: 'internal',
    annotations: { note: 'lb' },
    sourceRanges: ['10.0.0.0/8'],
    class: 'example.com/lb',
    traffic: 'Local',
  },
  sessionAffinity: { timeout: 600 },
  trafficDistribution: undefined,
  patch: {
    Deployment: { spec: { paused: true } },
    Service: { spec: { externalIPs: ['10.0.0.9'] } },
    HorizontalPodAutoscaler: { spec: { maxReplicas: 8 } },
  },
} as const satisfies { [K in keyof Required<WebServiceProps>]: WebServiceProps[K] };

test.each<KubernetesVersion>(['1.27', '1.30', '1.34', '1.37'])(
  'every prop gives objects that Kubernetes %s takes',
  (kubernetes) => {
    const outcome = renderFindings(
      (environment) => new WebService(new Application(environment, 'test'), 'api', EVERY_PROP),
      { kubernetes, platform: true },
    );

    expect(messagesOf(outcome)).toEqual([]);
    expect(outcome.objects.map(({ object }) => object.kind).toSorted()).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      'Deployment',
      'HorizontalPodAutoscaler',
      'Namespace',
      'PodDisruptionBudget',
      'Role',
      'RoleBinding',
      'Service',
      'ServiceAccount',
    ]);
  },
);

test('every prop is seen in what is rendered', () => {
  expect(api(EVERY_PROP)).toMatchSnapshot();
});

test('a newer cluster knows more', () => {
  const newer = api({
    trafficDistribution: 'PreferSameZone',
    sidecars: { proxy: { image } },
    preStop: { sleep: 5 },
    security: { hostUsers: false },
  });

  expect(newer.find('Service')).toHaveFields({ spec: { trafficDistribution: 'PreferSameZone' } });
  expect(newer.find('Deployment')).toHaveFields({
    spec: { template: { spec: { hostUsers: false, initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] } } },
  });
});

test.each<[string, object, string]>([
  ['a misspelt prop', { replcas: 3 }, 'test/api: replcas is not a prop of WebService. Did you mean replicas?'],
  [
    'a prop that is like no other',
    { zzzzzzzz: 3 },
    'test/api: zzzzzzzz is not a prop of WebService. There are: image, command,',
  ],
  ['one in probes', { probes: { redy: '/' } }, 'probes.redy is not a prop of WebService. Did you mean ready?'],
  [
    'one in a probe',
    { probes: { ready: { http: '/', evry: 5 } } },
    'probes.ready.evry is not a prop of WebService. Did you mean every?',
  ],
  [
    'a prop of another form of probe',
    { probes: { ready: { tcp: true, headers: {} } } },
    'probes.ready.headers is not a prop of WebService.',
  ],
  [
    'one in replicas',
    { replicas: { min: 1, max: 2, cpus: 70 } },
    'replicas.cpus is not a prop of WebService. Did you mean cpu?',
  ],
  [
    'one in resources',
    { resources: { memroy: '1Mi' } },
    'resources.memroy is not a prop of WebService. Did you mean memory?',
  ],
  [
    'one in an amount',
    { resources: { cpu: { requst: 1 } } },
    'resources.cpu.requst is not a prop of WebService. Did you mean request?',
  ],
  [
    'one in a port',
    { port: { http: { port: 80, servce: 8 } } },
    'port.http.servce is not a prop of WebService. Did you mean service?',
  ],
  [
    'one in rollout',
    { rollout: { maxSurg: 1 } },
    'rollout.maxSurg is not a prop of WebService. Did you mean maxSurge?',
  ],
  [
    'one in disruption',
    { disruption: { minAvailabel: 1 } },
    'disruption.minAvailabel is not a prop of WebService. Did you mean minAvailable?',
  ],
  ['one in security', { security: { usr: 1 } }, 'security.usr is not a prop of WebService. Did you mean user?'],
  ['one in spread', { spread: { zone: 'prefer' } }, 'spread.zone is not a prop of WebService. Did you mean zones?'],
  ['one in dns', { dns: { polcy: 'None' } }, 'dns.polcy is not a prop of WebService. Did you mean policy?'],
  ['one in can', { can: [{ gett: 'pods' }] }, 'can[0].gett is not a prop of WebService. Did you mean get?'],
  [
    'one in loadBalancer',
    { loadBalancer: { scheme: 'internal', clas: 'x' } },
    'loadBalancer.clas is not a prop of WebService. Did you mean class?',
  ],
  [
    'one in sessionAffinity',
    { sessionAffinity: { timout: 5 } },
    'sessionAffinity.timout is not a prop of WebService. Did you mean timeout?',
  ],
  ['one in a hook', { preStop: { exec: ['x'], prot: 1 } }, 'preStop.prot is not a prop of WebService.'],
  [
    'one in a mount',
    { files: { '/x': { from: emptyDir(), subpath: 'a' } } },
    "files['/x'].subpath is not a prop of WebService. Did you mean subPath?",
  ],
  [
    'one in a sidecar',
    { sidecars: { proxy: { image, nativ: true } } },
    'sidecars.proxy.nativ is not a prop of WebService. Did you mean native?',
  ],
  [
    'one in an init container',
    { init: { setup: { image, comand: [] } } },
    'init.setup.comand is not a prop of WebService. Did you mean command?',
  ],
  [
    'one in serviceAccount',
    { serviceAccount: { tokn: true } },
    'serviceAccount.tokn is not a prop of WebService. Did you mean token?',
  ],
  [
    'a patch for a kind it does not make',
    { patch: { StatefulSet: {} } },
    'patch names StatefulSet, which it does not make here.',
  ],
  [
    'a patch for a misspelt kind',
    { patch: { Deploymnt: {} } },
    'patch names Deploymnt, which it does not make here. Did you mean Deployment?',
  ],
  [
    'a patch for what these replicas do not make',
    { patch: { HorizontalPodAutoscaler: {} } },
    'patch names HorizontalPodAutoscaler,',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => api(props)).toThrow(message);
});

test('tells all mistakes of a construct at once', () => {
  const outcome = renderFindings(
    (environment) =>
      new WebService(new Application(environment, 'test'), 'api', {
        image: 'nginx',
        port: 70_000,
        replicas: Number.NaN,
      }),
  );

  expect(outcome.findings.map(({ message, construct, source }) => [message, construct, source]).slice(0, 3)).toEqual([
    ['test/api: port is 70000. A port is a whole number from 1 to 65535.', 'test/api', 'apps/app.ts:7'],
    ['test/api: replicas is NaN. Use a whole number, 0 or more.', 'test/api', 'apps/app.ts:7'],
    [expect.stringContaining("test/api: image is 'nginx', without tag and digest"), 'test/api', 'apps/app.ts:7'],
  ]);
});

test('url is a reference to it, with the scheme of its port', () => {
  const { find } = renderConstruct((app) => {
    const one = new WebService(app, 'one', {
      image,
      port: { http: { port: 8080, service: 80 }, https: { port: 8443, service: 443 }, admin: 9000 },
    });
    const env = {
      HTTP: one.url(),
      HTTPS: one.url('/v1', { port: 'https' }),
      ADMIN: one.url('', { port: 'admin' }),
      PORT: one.port,
      HOST: one.host,
    };
    new WebService(app, 'two', { image, port: 80, env });
  });

  expect(find('Deployment', 'test-two').spec?.template.spec?.containers[0]?.env).toEqual([
    { name: 'HTTP', value: 'http://test-one.test.svc' },
    { name: 'HTTPS', value: 'https://test-one.test.svc/v1' },
    { name: 'ADMIN', value: 'http://test-one.test.svc:9000' },
    { name: 'PORT', value: '80' },
    { name: 'HOST', value: 'test-one.test.svc' },
  ]);
});

test.each<[string, (service: WebService) => unknown, string]>([
  ['a port that it has not', (service) => service.url('', { port: 'grpc' }), "has no port 'grpc'. There are: http."],
  ['a path without a slash', (service) => service.url('v1'), "url('v1'): a path starts with '/'."],
])('url refuses %s', (_, use, message) => {
  expect(() => renderConstruct((app) => use(new WebService(app, 'api', { image, port: 80 })))).toThrow(message);
});

test('a Config and keys of it may be used by any of its props', () => {
  const { find } = renderConstruct((app) => {
    const settings = new Config(app, 'settings', { LEVEL: 'info' });
    new WebService(app, 'api', {
      image,
      port: 80,
      env: { LEVEL: settings.key('LEVEL') },
      envFrom: [settings],
      files: { '/etc/app': settings },
    });
  });

  expect(find('Deployment')).toHaveFields(`
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: test-api }
    spec:
      template:
        spec:
          containers:
            - env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { key: LEVEL, name: test-settings } } }]
              envFrom: [{ configMapRef: { name: test-settings } }]
              volumeMounts: [{ name: config-settings, mountPath: /etc/app }]
          volumes: [{ name: config-settings, configMap: { name: test-settings } }]
  `);
});

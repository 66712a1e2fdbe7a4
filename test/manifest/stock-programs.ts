import { ApiObject, Chart, Cron, Duration, JsonPatch, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { addObject } from '../../lib/constructs/add-object.ts';

/** Programs of cdk8s and cdk8s-plus-27 as people write them, by what they show. */
export const stockPrograms: Readonly<Record<string, (chart: Chart) => void>> = {
  'a Deployment with probes, env, volumes and an autoscaler': (chart) => {
    // Its types do not fit under exactOptionalPropertyTypes.
    const settings = new kplus.ConfigMap(chart, 'settings', {
      data: { LOG_LEVEL: 'info', PORT: '8080' },
    }) as kplus.IConfigMap;
    const secret = kplus.Secret.fromSecretName(chart, 'credentials', 'db-credentials');
    const deployment = new kplus.Deployment(chart, 'api', {
      podMetadata: { annotations: { 'example.com/scrape': 'true' } },
    });
    const container = deployment.addContainer({
      image: 'ghcr.io/acme/api:1.4.2',
      portNumber: 8080,
      envVariables: {
        LOG_LEVEL: kplus.EnvValue.fromConfigMap(settings, 'LOG_LEVEL'),
        PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'password' }),
        POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
        EMPTY: kplus.EnvValue.fromValue(''),
      },
      liveness: kplus.Probe.fromHttpGet('/live', { periodSeconds: Duration.seconds(5) }),
      readiness: kplus.Probe.fromTcpSocket({ port: 8080 }),
      startup: kplus.Probe.fromCommand(['true']),
      resources: {
        cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
        memory: { limit: Size.gibibytes(1) },
      },
    });
    container.mount('/etc/api', kplus.Volume.fromConfigMap(chart, 'config', settings));
    container.mount('/tmp/work', kplus.Volume.fromEmptyDir(chart, 'work', 'work', { sizeLimit: Size.mebibytes(64) }));
    container.mount('/run/secret', kplus.Volume.fromSecret(chart, 'secret', secret), { readOnly: true });
    new kplus.HorizontalPodAutoscaler(chart, 'scaler', {
      target: deployment,
      maxReplicas: 5,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
  },

  'a StatefulSet with its Service and a claim': (chart) => {
    const service = new kplus.Service(chart, 'peers', { clusterIP: 'None', ports: [{ port: 6379 }] });
    const store = new kplus.StatefulSet(chart, 'store', { service, replicas: 3, minReady: Duration.seconds(10) });
    const claim = new kplus.PersistentVolumeClaim(chart, 'data', {
      accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
      storage: Size.gibibytes(10),
    }) as kplus.IPersistentVolumeClaim;
    store
      .addContainer({ image: 'redis:7.4', portNumber: 6379 })
      .mount('/data', kplus.Volume.fromPersistentVolumeClaim(chart, 'volume', claim));
  },

  'a CronJob, a Job and a DaemonSet': (chart) => {
    new kplus.CronJob(chart, 'nightly', {
      schedule: Cron.schedule({ hour: '3', minute: '30' }),
      containers: [{ image: 'busybox:1.36', command: ['date'] }],
    });
    new kplus.Job(chart, 'once', {
      ttlAfterFinished: Duration.hours(1),
      containers: [{ image: 'busybox:1.36', args: ['sh', '-c', 'true'] }],
    });
    new kplus.DaemonSet(chart, 'agent', { containers: [{ image: 'agent:2' }], hostNetwork: true });
  },

  'an Ingress, and Services exposed in several ways': (chart) => {
    const deployment = new kplus.Deployment(chart, 'web', {
      containers: [
        {
          image: 'nginx:1.27',
          ports: [
            { name: 'http', number: 80 },
            { name: 'metrics', number: 9090 },
          ],
        },
      ],
    });
    const service = deployment.exposeViaService({
      name: 'front',
      serviceType: kplus.ServiceType.LOAD_BALANCER,
      ports: [{ name: 'http', port: 80, targetPort: 80 }],
    });
    service.exposeViaIngress('/', { pathType: kplus.HttpIngressPathType.PREFIX });
    deployment.exposeViaService({ name: 'metrics', ports: [{ port: 9090 }] });
    new kplus.Service(chart, 'outside', { type: kplus.ServiceType.EXTERNAL_NAME, externalName: 'db.example.com' });
    new kplus.Ingress(chart, 'edge', {
      className: 'public',
      defaultBackend: kplus.IngressBackend.fromService(service),
      tls: [{ hosts: ['a.example.com'], secret: kplus.Secret.fromSecretName(chart, 'tls', 'tls') }],
    });
  },

  'network policies from connections': (chart) => {
    const web = new kplus.Deployment(chart, 'web', { containers: [{ image: 'web:1', portNumber: 80 }] });
    const api = new kplus.Deployment(chart, 'api', { containers: [{ image: 'api:1', portNumber: 8080 }] });
    web.connections.allowTo(api);
    new kplus.NetworkPolicy(chart, 'deny', {
      selector: api,
      ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY },
      egress: { default: kplus.NetworkPolicyTrafficDefault.ALLOW },
    });
  },

  'roles and bindings, of the namespace and of the cluster': (chart) => {
    const account = new kplus.ServiceAccount(chart, 'robot');
    const role = new kplus.Role(chart, 'reader');
    role.allowRead(kplus.ApiResource.CONFIG_MAPS, kplus.ApiResource.SECRETS);
    role.bind(account);
    const clusterRole = new kplus.ClusterRole(chart, 'cluster-reader', {
      aggregationLabels: { 'example.com/aggregate': 'true' },
    });
    clusterRole.allowRead(kplus.ApiResource.NODES, kplus.NonApiResource.of('/metrics'));
    clusterRole.bind(account);
    clusterRole.bindInNamespace('elsewhere', account);
    new kplus.Namespace(chart, 'other', { metadata: { name: 'other' } });
  },

  'JSON patches, on generic and on typed objects': (chart) => {
    const plain = new ApiObject(chart, 'plain', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1', b: '2' } });
    plain.addJsonPatch(
      JsonPatch.replace('/data/a', '3'),
      JsonPatch.remove('/data/b'),
      JsonPatch.add('/immutable', true),
    );
    const service = new kplus.Service(chart, 'service', { ports: [{ port: 80 }] });
    ApiObject.of(service).addJsonPatch(JsonPatch.add('/spec/internalTrafficPolicy', 'Local'));
    ApiObject.of(service).metadata.addAnnotation('example.com/late', 'yes');
  },

  'values that are produced late': (chart) => {
    const hosts: string[] = [];
    new ApiObject(chart, 'lazy', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { annotations: { hosts: Lazy.any({ produce: () => hosts.join() }) } },
      data: { hosts: Lazy.any({ produce: () => hosts.join(' ') }), nested: { resolve: () => 'implicit' } },
    });
    hosts.push('a', 'b');
  },

  'generated classes with unions and quantities': (chart) => {
    new kplus.k8s.KubeService(chart, 'service', {
      spec: { ports: [{ port: 80, targetPort: kplus.k8s.IntOrString.fromString('http') }], selector: { app: 'web' } },
    });
    new kplus.k8s.KubeDeployment(chart, 'deployment', {
      metadata: { labels: { app: 'web' } },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        strategy: {
          rollingUpdate: {
            maxSurge: kplus.k8s.IntOrString.fromString('50%'),
            maxUnavailable: kplus.k8s.IntOrString.fromNumber(0),
          },
        },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              {
                name: 'web',
                image: 'web:1',
                resources: {
                  limits: { cpu: kplus.k8s.Quantity.fromNumber(2), memory: kplus.k8s.Quantity.fromString('1Gi') },
                },
              },
            ],
          },
        },
      },
    });
    new kplus.k8s.KubeNamespace(chart, 'team', { metadata: { name: 'team' } });
    new kplus.k8s.KubePersistentVolume(chart, 'disk', {
      spec: { capacity: { storage: kplus.k8s.Quantity.fromString('10Gi') } },
    });
  },

  'dependencies between objects and constructs': (chart) => {
    const last = new kplus.ConfigMap(chart, 'last', { data: { order: 'last' } });
    const first = new kplus.ConfigMap(chart, 'first', { data: { order: 'first' } });
    const middle = new ApiObject(chart, 'middle', { apiVersion: 'v1', kind: 'ConfigMap' });
    last.node.addDependency(middle);
    middle.addDependency(first);
  },

  'metadata of every sort': (chart) => {
    const object = new ApiObject(chart, 'Some_Object', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: {
        annotations: { 'example.com/note': 'kept' },
        finalizers: ['example.com/wait'],
        labels: { own: 'label' },
        namespace: 'of-its-own',
        ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: 'u' }],
        generateName: 'widget-',
      },
      spec: { empty: {}, none: undefined, nothing: null, list: [], text: '', zero: 0, no: false },
    });
    object.metadata.addLabel('late', 'label');
    object.metadata.addFinalizers('example.com/late');
    object.metadata.add('resourceVersion', '1');
    new ApiObject(chart, 'named', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'explicit' }, stringData: {} });
  },

  'names over many levels': (chart) => {
    const outer = new Construct(chart, 'Outer');
    const resource = new Construct(outer, 'Resource');
    new kplus.ConfigMap(new Construct(resource, 'with.dots_and_lines'), 'Default', { data: {} });
    new ApiObject(new Construct(outer, 'outer'), 'outer', { apiVersion: 'v1', kind: 'ConfigMap' });
    new ApiObject(outer, 'two words', { apiVersion: 'v1', kind: 'ConfigMap' });
  },

  'a chart in the chart, with a namespace and labels of its own': (chart) => {
    const inner = new Chart(chart, 'inner', {
      namespace: 'inner',
      labels: { inner: 'yes' },
      disableResourceNameHashes: true,
    });
    new kplus.ConfigMap(inner, 'settings', { data: { a: 'b' } });
    new kplus.ConfigMap(chart, 'settings', { data: { a: 'c' } });
  },

  'objects of kumiki, as cdk8s itself gives them': (chart) => {
    const labels = { z: '1', a: '2' };
    const account = addObject(chart, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot', namespace: 'shop', labels },
    });
    account.metadata.addAnnotation('late', 'yes');
    account.metadata.addLabel('late', 'yes');
    account.metadata.add('generation', 4);
    addObject(chart, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'plain', annotations: {}, labels: {}, finalizers: [] },
      data: { b: '1', a: '2' },
    });
    const patched = addObject(chart, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'patched' },
      spec: { clusterIP: 'None', ports: [{ port: 80 }] },
    });
    patched.addJsonPatch(JsonPatch.add('/spec/ports/0/name', 'http'));
  },
};

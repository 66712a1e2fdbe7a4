import { checksumOf } from '../../lib/manifest/checksum.ts';
import { DATABASE_PORT, NAMESPACE, PORT, SETTINGS, type Values } from '../repository/apps/values.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The ten objects of one application as somebody would write them who has no library: byte for byte those of the kumiki program. */
export function plainObjects(values: Values): readonly Plain[] {
  const { application, tag } = values;
  const name = `${application}-api`;
  const labels = labelsOf('api', application);
  const instance = { 'app.kubernetes.io/instance': name };
  const versioned = { ...instance, ...labels, 'app.kubernetes.io/version': tag };
  const selector = { ...instance, 'app.kubernetes.io/name': 'api' };
  return [
    object('v1', 'ConfigMap', `${application}-settings`, labelsOf('settings', application), { data: values.settings }),
    object('v1', 'ServiceAccount', name, labels, {}),
    object('apps/v1', 'Deployment', name, versioned, {
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: { annotations: { 'checksum/config': checksumOfSettings(values) }, labels: versioned },
          spec: podOf(values),
        },
      },
    }),
    object(
      'v1',
      'Service',
      name,
      { ...instance, ...labels },
      { spec: { ports: [{ name: 'http', port: PORT }], selector } },
    ),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', name, labels, {
      spec: {
        maxReplicas: values.replicas.max,
        metrics: [
          {
            resource: { name: 'cpu', target: { averageUtilization: values.replicas.cpu, type: 'Utilization' } },
            type: 'Resource',
          },
        ],
        minReplicas: values.replicas.min,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      },
    }),
    object(
      'policy/v1',
      'PodDisruptionBudget',
      name,
      { ...instance, ...labels },
      {
        spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
      },
    ),
    ...networkObjects(values),
  ];
}

/** Ingress, NetworkPolicy, headless Service and EndpointSlice. */
function networkObjects(values: Values): readonly Plain[] {
  const { application } = values;
  const name = `${application}-api`;
  const instance = { 'app.kubernetes.io/instance': name };
  const labels = labelsOf('api', application);
  const database = `${application}-database`;
  const databaseLabels = labelsOf('database', application);
  return [
    object('networking.k8s.io/v1', 'Ingress', `${application}-route`, labelsOf('route', application), {
      spec: {
        ingressClassName: 'public',
        rules: [
          {
            host: values.host,
            http: {
              paths: [{ backend: { service: { name, port: { number: PORT } } }, path: '/', pathType: 'Prefix' }],
            },
          },
        ],
      },
    }),
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      name,
      { ...instance, ...labels },
      {
        spec: {
          egress: [
            { ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }], to: [DNS] },
            { ports: [{ port: DATABASE_PORT }], to: [{ ipBlock: { cidr: `${values.databaseAddress}/32` } }] },
          ],
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
              ports: [{ port: PORT }],
            },
          ],
          podSelector: { matchLabels: { ...instance, 'app.kubernetes.io/name': 'api' } },
        },
      },
    ),
    object('v1', 'Service', database, databaseLabels, {
      spec: { clusterIP: 'None', ports: [{ name: 'postgresql', port: DATABASE_PORT }] },
    }),
    object(
      'discovery.k8s.io/v1',
      'EndpointSlice',
      `${database}-ipv4`,
      {
        ...databaseLabels,
        'endpointslice.kubernetes.io/managed-by': 'kumiki',
        'kubernetes.io/service-name': database,
      },
      {
        addressType: 'IPv4',
        endpoints: [{ addresses: [values.databaseAddress], conditions: { ready: true } }],
        ports: [{ name: 'postgresql', port: DATABASE_PORT }],
      },
    ),
  ];
}

function podOf(values: Values): Plain {
  const { application } = values;
  const settings = `${application}-settings`;
  return {
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'api',
        env: [
          ...Object.entries(values.env).map(([name, value]) => ({ name, value })),
          { name: 'DB_HOST', value: `${application}-database.${NAMESPACE}.svc` },
          { name: 'DB_PORT', value: String(DATABASE_PORT) },
          ...SETTINGS.map((key) => ({ name: key, valueFrom: { configMapKeyRef: { key, name: settings } } })),
        ],
        image: `${values.repository}:${values.tag}`,
        livenessProbe: { httpGet: { path: '/live', port: PORT } },
        ports: [{ name: 'http', containerPort: PORT }],
        readinessProbe: { httpGet: { path: '/ready', port: PORT }, periodSeconds: 5 },
        resources: { limits: { memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        startupProbe: { failureThreshold: 30, httpGet: { path: '/live', port: PORT } },
        volumeMounts: [{ name: 'config-settings', mountPath: '/etc/service' }],
      },
    ],
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    serviceAccountName: `${application}-api`,
    volumes: [{ name: 'config-settings', configMap: { name: settings } }],
  };
}

const DNS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

function labelsOf(component: string, application: string): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/managed-by': 'kumiki',
    'app.kubernetes.io/name': component,
    'app.kubernetes.io/part-of': application,
  };
}

function object(
  apiVersion: string,
  kind: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  rest: Plain,
): Plain {
  return { apiVersion, kind, metadata: { labels, name, namespace: NAMESPACE }, ...rest };
}

function checksumOfSettings({ application, settings }: Values): string {
  const entries = Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return checksumOf(JSON.stringify([[`${application}-settings`, entries, []]]));
}

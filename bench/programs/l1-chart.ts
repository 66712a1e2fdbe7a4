import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { DATABASE_PORT, NAMESPACE, PORT, SETTINGS, type Values } from '../repository/apps/values.ts';

export class ServiceChart extends Chart {
  constructor(scope: Construct, values: Values) {
    super(scope, values.application, { namespace: NAMESPACE, disableResourceNameHashes: true });
    const { application } = values;
    const name = `${application}-api`;
    const labels = labelsOf('api', application);
    const instance = { 'app.kubernetes.io/instance': name };
    const versioned = { ...instance, ...labels, 'app.kubernetes.io/version': values.tag };
    const selector = { ...instance, 'app.kubernetes.io/name': 'api' };
    new k8s.KubeConfigMap(this, 'settings', {
      metadata: { name: `${application}-settings`, labels: labelsOf('settings', application) },
      data: values.settings,
    });
    new k8s.KubeServiceAccount(this, 'account', { metadata: { name, labels } });
    new k8s.KubeDeployment(this, 'api', {
      metadata: { name, labels: versioned },
      spec: { selector: { matchLabels: selector }, template: { metadata: { labels: versioned }, spec: podOf(values) } },
    });
    new k8s.KubeService(this, 'service', {
      metadata: { name, labels: { ...instance, ...labels } },
      spec: { ports: [{ name: 'http', port: PORT }], selector },
    });
    new k8s.KubeHorizontalPodAutoscalerV2(this, 'scaler', {
      metadata: { name, labels },
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
    });
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      metadata: { name, labels: { ...instance, ...labels } },
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
    });
    new k8s.KubeIngress(this, 'route', {
      metadata: { name: `${application}-route`, labels: labelsOf('route', application) },
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
    });
    this.isolate(values, { name, labels: { ...instance, ...labels } }, selector);
    this.external(values);
  }

  private isolate(values: Values, metadata: k8s.ObjectMeta, selector: Readonly<Record<string, string>>): void {
    const port = k8s.IntOrString.fromNumber;
    new k8s.KubeNetworkPolicy(this, 'isolation', {
      metadata,
      spec: {
        egress: [
          { ports: [{ port: port(53), protocol: 'UDP' }, { port: port(53) }], to: [DNS] },
          { ports: [{ port: port(DATABASE_PORT) }], to: [{ ipBlock: { cidr: `${values.databaseAddress}/32` } }] },
        ],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
            ports: [{ port: port(PORT) }],
          },
        ],
        podSelector: { matchLabels: selector },
      },
    });
  }

  private external({ application, databaseAddress }: Values): void {
    const name = `${application}-database`;
    const labels = labelsOf('database', application);
    const ports = [{ name: 'postgresql', port: DATABASE_PORT }];
    new k8s.KubeService(this, 'database', { metadata: { name, labels }, spec: { clusterIp: 'None', ports } });
    new k8s.KubeEndpointSlice(this, 'database-ipv4', {
      metadata: {
        name: `${name}-ipv4`,
        labels: { 'endpointslice.kubernetes.io/managed-by': 'kumiki', 'kubernetes.io/service-name': name, ...labels },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: [databaseAddress], conditions: { ready: true } }],
      ports,
    });
  }
}

function podOf(values: Values): k8s.PodSpec {
  const settings = `${values.application}-settings`;
  const port = k8s.IntOrString.fromNumber(PORT);
  const quantity = k8s.Quantity.fromString;
  return {
    automountServiceAccountToken: false,
    containers: [
      {
        env: [
          ...Object.entries(values.env).map(([name, value]) => ({ name, value })),
          { name: 'DB_HOST', value: `${values.application}-database.${NAMESPACE}.svc` },
          { name: 'DB_PORT', value: String(DATABASE_PORT) },
          ...SETTINGS.map((key) => ({ name: key, valueFrom: { configMapKeyRef: { key, name: settings } } })),
        ],
        image: `${values.repository}:${values.tag}`,
        livenessProbe: { httpGet: { path: '/live', port } },
        name: 'api',
        ports: [{ containerPort: PORT, name: 'http' }],
        readinessProbe: { httpGet: { path: '/ready', port }, periodSeconds: 5 },
        resources: {
          limits: { memory: quantity('256Mi') },
          requests: { cpu: quantity('100m'), memory: quantity('128Mi') },
        },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        startupProbe: { failureThreshold: 30, httpGet: { path: '/live', port } },
        volumeMounts: [{ mountPath: '/etc/service', name: 'config-settings' }],
      },
    ],
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    serviceAccountName: `${values.application}-api`,
    volumes: [{ configMap: { name: settings }, name: 'config-settings' }],
  };
}

const DNS: k8s.NetworkPolicyPeer = {
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

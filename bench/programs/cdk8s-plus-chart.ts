import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import {
  ConfigMap,
  Cpu,
  Deployment,
  EnvValue,
  HorizontalPodAutoscaler,
  Ingress,
  IngressBackend,
  Metric,
  MetricTarget,
  NetworkPolicy,
  NetworkPolicyIpBlock,
  NetworkPolicyPort,
  NetworkPolicyTrafficDefault,
  Pods,
  Probe,
  Service,
  ServiceAccount,
  Volume,
  Namespaces,
  type IConfigMap,
  type IServiceAccount,
} from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { DATABASE_PORT, NAMESPACE, PORT, SETTINGS, type Values } from '../repository/apps/values.ts';

export class ServiceChart extends Chart {
  constructor(scope: Construct, values: Values) {
    const labels = {
      'app.kubernetes.io/managed-by': 'cdk8s',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/part-of': values.application,
    };
    super(scope, values.application, { namespace: NAMESPACE, disableResourceNameHashes: true, labels });
    // Its types do not fit under exactOptionalPropertyTypes.
    const settings = new ConfigMap(this, 'settings', { data: { ...values.settings } }) as IConfigMap;
    const serviceAccount = new ServiceAccount(this, 'api-account') as IServiceAccount;
    const deployment = new Deployment(this, 'api', { serviceAccount });
    const container = deployment.addContainer({
      image: `${values.repository}:${values.tag}`,
      ports: [{ name: 'http', number: PORT }],
      envVariables: {
        ...Object.fromEntries(Object.entries(values.env).map(([name, value]) => [name, EnvValue.fromValue(value)])),
        DB_HOST: EnvValue.fromValue(`${values.application}-database.${NAMESPACE}.svc`),
        DB_PORT: EnvValue.fromValue(String(DATABASE_PORT)),
        ...Object.fromEntries(SETTINGS.map((key) => [key, EnvValue.fromConfigMap(settings, key)])),
      },
      liveness: Probe.fromHttpGet('/live', { port: PORT }),
      readiness: Probe.fromHttpGet('/ready', { port: PORT, periodSeconds: Duration.seconds(5) }),
      startup: Probe.fromHttpGet('/live', { port: PORT, failureThreshold: 30 }),
      resources: {
        cpu: { request: Cpu.millis(100) },
        memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
      },
    });
    container.mount('/etc/service', Volume.fromConfigMap(this, 'config-settings', settings));
    const service = deployment.exposeViaService({ ports: [{ name: 'http', port: PORT }] });
    new Ingress(this, 'route', {
      className: 'public',
      rules: [
        {
          host: values.host,
          path: '/',
          backend: IngressBackend.fromService(service),
        },
      ],
    });
    new HorizontalPodAutoscaler(this, 'scaler', {
      target: deployment,
      minReplicas: values.replicas.min,
      maxReplicas: values.replicas.max,
      metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(values.replicas.cpu))],
    });
    this.isolate(deployment, values);
    this.external(values);
    // It has no construct for this kind.
    new ApiObject(this, 'budget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      spec: { maxUnavailable: 1, selector: { matchLabels: deployment.matchLabels } },
    });
  }

  private isolate(deployment: Deployment, values: Values): void {
    new NetworkPolicy(this, 'isolation', {
      selector: deployment,
      egress: {
        default: NetworkPolicyTrafficDefault.DENY,
        rules: [
          {
            peer: Pods.all(this, 'dns', { namespaces: Namespaces.all(this, 'dns-namespaces') }),
            ports: [NetworkPolicyPort.tcp(53)],
          },
          {
            peer: NetworkPolicyIpBlock.ipv4(this, 'database-address', `${values.databaseAddress}/32`),
            ports: [NetworkPolicyPort.tcp(DATABASE_PORT)],
          },
        ],
      },
      ingress: {
        default: NetworkPolicyTrafficDefault.DENY,
        rules: [
          { peer: Namespaces.select(this, 'ingress', { names: ['ingress'] }), ports: [NetworkPolicyPort.tcp(PORT)] },
        ],
      },
    });
  }

  private external(values: Values): void {
    const database = new Service(this, 'database', {
      clusterIP: 'None',
      ports: [{ name: 'postgresql', port: DATABASE_PORT }],
    });
    // It has no construct for this kind.
    new ApiObject(this, 'database-ipv4', {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { labels: { 'kubernetes.io/service-name': database.name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [values.databaseAddress], conditions: { ready: true } }],
      ports: [{ name: 'postgresql', port: DATABASE_PORT }],
    });
  }
}

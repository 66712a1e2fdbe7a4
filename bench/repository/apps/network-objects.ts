import { DATABASE_PORT, NAMESPACE, PORT, type Values } from './values.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Ingress, NetworkPolicy, headless Service and EndpointSlice. */
export function networkObjects(values: Values): readonly Plain[] {
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
            host: `${application}.${values.environment}.example.com`,
            http: { paths: [{ backend: { service: { name, port: { name: 'http' } } }, path: '/', pathType: 'Prefix' }] },
          },
        ],
      },
    }),
    object('networking.k8s.io/v1', 'NetworkPolicy', name, { ...instance, ...labels }, {
      spec: {
        egress: [
          { ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] },
          { ports: [{ port: DATABASE_PORT }], to: [{ ipBlock: { cidr: `${values.databaseAddress}/32` } }] },
        ],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
            ports: [{ port: PORT }],
          },
        ],
        podSelector: { matchLabels: { ...instance, 'app.kubernetes.io/name': 'api' } },
        policyTypes: ['Ingress', 'Egress'],
      },
    }),
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

function labelsOf(component: string, application: string): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/managed-by': 'kumiki',
    'app.kubernetes.io/name': component,
    'app.kubernetes.io/part-of': application,
  };
}

function object(apiVersion: string, kind: string, name: string, labels: Readonly<Record<string, string>>, rest: Plain): Plain {
  return { apiVersion, kind, metadata: { labels, name, namespace: NAMESPACE }, ...rest };
}

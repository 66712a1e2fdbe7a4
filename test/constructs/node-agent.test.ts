import { expect, test } from 'vitest';
import { NodeAgent, type NodeAgentProps } from '../../lib/constructs/node-agent.ts';
import { hostPath } from '../../lib/constructs/workload/volumes.ts';
import { renderConstruct, type Rendered } from '../../lib/testing/index.ts';

const image = 'registry.example/agent:1.2.3';

function agent(props: Partial<NodeAgentProps> = {}): Rendered {
  return renderConstruct((app) => new NodeAgent(app, 'agent', { image, ...props }));
}

test('is a ServiceAccount and a DaemonSet, whose Pods are restricted and have no token', () => {
  const { objects, find } = agent();

  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'DaemonSet test-agent',
    'ServiceAccount test-agent',
  ]);
  expect(find('DaemonSet')).toEqualManifest(`
    apiVersion: apps/v1
    kind: DaemonSet
    metadata:
      name: test-agent
      namespace: test
      labels: &labels
        app.kubernetes.io/instance: test-agent
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: agent
        app.kubernetes.io/part-of: test
        app.kubernetes.io/version: 1.2.3
    spec:
      selector:
        matchLabels:
          app.kubernetes.io/instance: test-agent
          app.kubernetes.io/name: agent
      template:
        metadata:
          labels: *labels
        spec:
          automountServiceAccountToken: false
          containers:
            - name: agent
              image: registry.example/agent:1.2.3
              securityContext:
                allowPrivilegeEscalation: false
                capabilities: { drop: [ALL] }
          securityContext:
            runAsNonRoot: true
            seccompProfile: { type: RuntimeDefault }
          serviceAccountName: test-agent
  `);
});

test('takes ports, paths and namespaces of its node', () => {
  const { find } = agent({
    ports: { metrics: 9100, dns: { port: 53, protocol: 'UDP', hostPort: 53, hostIP: '169.254.20.10' } },
    files: { '/var/log': { from: hostPath('/var/log'), readOnly: true } },
    security: { level: 'privileged', hostNetwork: true, hostPID: true },
    tolerations: [{ operator: 'Exists' }],
    probes: { ready: '/metrics' },
  });

  const pod = find('DaemonSet').spec?.template.spec;
  expect(pod).toHaveFields({ hostNetwork: true, hostPID: true, tolerations: [{ operator: 'Exists' }] });
  expect(pod?.containers[0]?.ports).toEqual([
    { containerPort: 9100, name: 'metrics' },
    { containerPort: 53, hostIP: '169.254.20.10', hostPort: 53, name: 'dns', protocol: 'UDP' },
  ]);
  expect(pod?.containers[0]?.readinessProbe).toEqual({ httpGet: { path: '/metrics', port: 9100 } });
  expect(pod?.volumes).toEqual([{ name: 'var-log', hostPath: { path: '/var/log' } }]);
});

test('one port is named http', () => {
  const { find } = agent({ ports: 9100 });

  expect(find('DaemonSet').spec?.template.spec?.containers[0]?.ports).toEqual([{ containerPort: 9100, name: 'http' }]);
});

test.each<[string, NodeAgentProps['rollout'], unknown]>([
  ['the default said aloud', { maxUnavailable: 1, maxSurge: 0 }, undefined],
  ['a share of the nodes', { maxUnavailable: '10%' }, { rollingUpdate: { maxUnavailable: '10%' } }],
  ['a surge, which stands alone', { maxSurge: 1 }, { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }],
  ['on delete', 'onDelete', { type: 'OnDelete' }],
])('rolls out: %s', (_, rollout, strategy) => {
  const { find } = agent({ rollout });

  expect(find('DaemonSet').spec?.updateStrategy).toEqual(strategy);
});

test('waits for Pods to be ready, and keeps as many revisions as it is told', () => {
  const { find } = agent({ rollout: { minReady: 10, history: 2 } });

  expect(find('DaemonSet')).toHaveFields({ spec: { minReadySeconds: 10, revisionHistoryLimit: 2 } });
});

test('has rights where it can', () => {
  const { find } = agent({ can: [{ read: ['pods', 'nodes'] }] });

  expect(find('ClusterRole').rules).toEqual([
    { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
  ]);
  expect(find('Role').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
  expect(find('DaemonSet').spec?.template.spec).not.toHaveProperty('automountServiceAccountToken');
});

test('patches change what it emits', () => {
  const { find } = agent({ patch: { DaemonSet: { spec: { template: { spec: { hostIPC: true } } } } } });

  expect(find('DaemonSet')).toHaveFields({ spec: { template: { spec: { hostIPC: true } } } });
});

test.each<[string, Partial<NodeAgentProps>, string]>([
  ['replicas', { replicas: 2 } as object, 'test/agent: replicas is not a prop of NodeAgent.'],
  [
    'a spread, as each node has one',
    { spread: { nodes: 'require' } } as object,
    'test/agent: spread is not a prop of NodeAgent.',
  ],
  [
    'a port of 70000 on the node',
    { ports: { http: { port: 80, hostPort: 70_000 } } },
    'ports.http.hostPort is 70000. A port is',
  ],
  [
    'the port of a Service',
    { ports: { http: { port: 80, service: 81 } as { port: 80 } } },
    'ports.http.service is not a prop of NodeAgent.',
  ],
  [
    'a rollout that can replace nothing',
    { rollout: { maxUnavailable: 0 } },
    'rollout has neither maxUnavailable nor maxSurge above 0',
  ],
  [
    'a rollout both ways',
    { rollout: { maxUnavailable: 1, maxSurge: '10%' } },
    'rollout has maxUnavailable 1 and maxSurge 10%. Kubernetes takes one of the two: leave the other out.',
  ],
  ['a share that is none', { rollout: { maxUnavailable: '1.5%' } }, "rollout.maxUnavailable is '1.5%'."],
  ['a surge below nothing', { rollout: { maxSurge: -1 } }, 'rollout.maxSurge is -1. Use a whole number, 0 or more'],
  ['a patch for a Service', { patch: { Service: {} } as object }, 'patch names Service, which it does not make here.'],
])('refuses %s', (_, props, message) => {
  expect(() => agent(props)).toThrow(message);
});

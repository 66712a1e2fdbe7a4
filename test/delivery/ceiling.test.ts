import { expect, test } from 'vitest';
import { ceilingOf } from '../../lib/delivery/ceiling.ts';
import { kindName } from '../../lib/delivery/kind-reference.ts';

const TABLE = [
  'ConfigMap',
  'PersistentVolumeClaim',
  'Service',
  'ServiceAccount',
  'DaemonSet.apps',
  'Deployment.apps',
  'StatefulSet.apps',
  'HorizontalPodAutoscaler.autoscaling',
  'CronJob.batch',
  'Job.batch',
  'SealedSecret.bitnami.com',
  'EndpointSlice.discovery.k8s.io',
  'ExternalSecret.external-secrets.io',
  'GRPCRoute.gateway.networking.k8s.io',
  'Gateway.gateway.networking.k8s.io',
  'HTTPRoute.gateway.networking.k8s.io',
  'Ingress.networking.k8s.io',
  'NetworkPolicy.networking.k8s.io',
  'PodDisruptionBudget.policy',
];

test('by default deployers may make namespaced workload kinds, and neither RBAC nor Secrets', () => {
  expect(ceilingOf({}).map(kindName)).toEqual(TABLE);
});

test('kinds of the environment come on top, each once', () => {
  const names = ceilingOf({ kinds: ['Secret', 'ConfigMap', 'Certificate.cert-manager.io', 'Secret'] }).map(kindName);

  expect(names).toHaveLength(TABLE.length + 2);
  expect(names).toEqual(expect.arrayContaining([...TABLE, 'Secret', 'Certificate.cert-manager.io']));
});

test.each([
  ['argo-rollouts', 'Rollout.argoproj.io'],
  ['flagger', 'Canary.flagger.app'],
] as const)('progressive delivery by %s brings %s, and nothing else', (progressive, kind) => {
  const names = ceilingOf({ progressive }).map(kindName);

  expect(names.filter((name) => !TABLE.includes(name))).toEqual([kind]);
});

test('the order in which kinds are declared changes nothing', () => {
  const kinds = ['Widget.example.com', 'Certificate.cert-manager.io', 'Secret'];

  expect(ceilingOf({ kinds: kinds.toReversed() })).toEqual(ceilingOf({ kinds }));
});

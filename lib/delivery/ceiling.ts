import type { EnvironmentProps } from '../environment/environment-props.ts';
import { kindReference, type KindReference } from './kind-reference.ts';

/** What a deployer may make in a namespace, unless the environment adds to it: workloads and what belongs to them; no RBAC, no Secret, nothing cluster-wide. */
const DEFAULT: readonly string[] = [
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

const PROGRESSIVE = { 'argo-rollouts': 'Rollout.argoproj.io', flagger: 'Canary.flagger.app' } as const;

/**
 * The kinds that the deployers of an environment may make, sorted by group and kind. They come from the environment's file alone: rights
 * that followed what is rendered would be no limit, and pruning the last object of a kind would lose the right to prune it.
 */
export function ceilingOf({
  kinds = [],
  progressive,
}: Pick<EnvironmentProps, 'kinds' | 'progressive'>): readonly KindReference[] {
  const names = new Set([...DEFAULT, ...kinds, ...(progressive === undefined ? [] : [PROGRESSIVE[progressive]])]);
  return [...names].map(kindReference).toSorted(byGroupAndKind);
}

function byGroupAndKind(one: KindReference, other: KindReference): number {
  const [a, b] = [`${one.group}/${one.kind}`, `${other.group}/${other.kind}`];
  return a < b ? -1 : a > b ? 1 : 0;
}

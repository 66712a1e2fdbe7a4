import type { Construct } from 'constructs';
import type { HorizontalPodAutoscalerBehavior, MetricSpec } from '../../kubernetes.ts';
import { canonicalQuantities } from '../../manifest/canonical-quantities.ts';
import { addObject } from '../add-object.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

export interface Autoscaling {
  /** The fewest Pods. */
  readonly min: number;
  /** The most Pods. */
  readonly max: number;
  /** The mean use of the requested cpu that is aimed at, in per cent. @default not looked at */
  readonly cpu?: number | undefined;
  /** The mean use of the requested memory that is aimed at, in per cent. @default not looked at */
  readonly memory?: number | undefined;
  /** Custom and external metrics, as Kubernetes writes them. @default none */
  readonly metrics?: readonly MetricSpec[] | undefined;
  /** How quickly it scales up and down. @default Kubernetes' own */
  readonly behavior?: HorizontalPodAutoscalerBehavior | undefined;
}

const AUTOSCALING = {
  min: 1,
  max: 1,
  cpu: 1,
  memory: 1,
  metrics: 1,
  behavior: 1,
} as const satisfies PropTable<Autoscaling>;

/** A number of Pods, or between two numbers by use. */
export type Replicas = number | Autoscaling;

/** What goes into the workload: nothing where it is autoscaled, as git and the autoscaler would fight over it. */
export function replicasOf(construct: Construct, replicas: Replicas): number | undefined {
  if (typeof replicas === 'number') {
    checkCount(construct, replicas, 'replicas', 0);
    return Number.isFinite(replicas) ? replicas : undefined;
  }
  checkProps(construct, replicas, AUTOSCALING, 'replicas');
  checkCount(construct, replicas.min, 'replicas.min', 1);
  checkCount(construct, replicas.max, 'replicas.max', 1);
  if (replicas.min > replicas.max)
    refuse(construct, `replicas.min is ${replicas.min} and max is ${replicas.max}. The minimum comes first.`);
  return undefined;
}

/** The fewest Pods that there are at rest. */
export function fewestPods(replicas: Replicas): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

export function addAutoscaler(
  construct: Construct,
  replicas: Replicas,
  target: { readonly apiVersion: string; readonly kind: string },
  identity: WorkloadIdentity,
  patch: object | undefined,
): void {
  if (typeof replicas === 'number') return;
  const metrics = metricsOf(construct, replicas);
  const { name, namespace, labels } = identity;
  addObject(
    construct,
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { labels, name, namespace },
      spec: {
        behavior: replicas.behavior,
        maxReplicas: replicas.max,
        metrics,
        minReplicas: replicas.min === 1 ? undefined : replicas.min,
        scaleTargetRef: { ...target, name },
      },
    },
    patch,
  );
}

function metricsOf(construct: Construct, scaling: Autoscaling): readonly MetricSpec[] {
  const metrics: MetricSpec[] = [];
  for (const name of ['cpu', 'memory'] as const) {
    const averageUtilization = scaling[name];
    if (averageUtilization === undefined) continue;
    checkCount(construct, averageUtilization, `replicas.${name}`, 1);
    metrics.push({ resource: { name, target: { averageUtilization, type: 'Utilization' } }, type: 'Resource' });
  }
  metrics.push(...(scaling.metrics ?? []).map(canonicalQuantities));
  if (metrics.length === 0) refuse(construct, 'replicas has no metric. Say what scales it: { min, max, cpu: 70 }.');
  return metrics;
}

export function checkCount(construct: Construct, count: number, where: string, least: number): void {
  if (!Number.isInteger(count) || count < least)
    refuse(construct, `${where} is ${String(count)}. Use a whole number, ${least} or more.`);
}

import type { Construct } from 'constructs';
import { addObject } from '../add-object.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { podAmount, type PodAmount } from './pod-amount.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

export interface Disruption {
  /** Pods, or per cent of them, that a drain may take at once. @default 1 */
  readonly maxUnavailable?: PodAmount | undefined;
  /** Instead: Pods, or per cent of them, that a drain must leave. @default none */
  readonly minAvailable?: PodAmount | undefined;
  /** `AlwaysAllow`: Pods that are not ready may always go. @default IfHealthyBudget */
  readonly unhealthy?: 'AlwaysAllow' | undefined;
}

const DISRUPTION = { maxUnavailable: 1, minAvailable: 1, unhealthy: 1 } as const satisfies PropTable<Disruption>;

/** A PodDisruptionBudget where there are two Pods or more, or where it is asked for: with one Pod it would block every drain or allow any. */
export function addDisruptionBudget(
  construct: Construct,
  disruption: Disruption | false | undefined,
  pods: number,
  identity: WorkloadIdentity,
  patch: object | undefined,
): void {
  if (disruption === false || (disruption === undefined && pods < 2)) return;
  if (disruption !== undefined) checkProps(construct, disruption, DISRUPTION, 'disruption');
  const maxUnavailable = podAmount(construct, disruption?.maxUnavailable, 'disruption.maxUnavailable');
  const minAvailable = podAmount(construct, disruption?.minAvailable, 'disruption.minAvailable');
  if (maxUnavailable !== undefined && minAvailable !== undefined) {
    refuse(construct, 'disruption has both maxUnavailable and minAvailable. Kubernetes takes one of the two.');
  }
  addObject(
    construct,
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { labels: identity.instanceLabels, name: identity.name, namespace: identity.namespace },
      spec: {
        maxUnavailable: maxUnavailable ?? (minAvailable === undefined ? 1 : undefined),
        minAvailable,
        selector: { matchLabels: identity.selector },
        unhealthyPodEvictionPolicy: disruption?.unhealthy,
      },
    },
    patch,
  );
}

import type { Construct } from 'constructs';
import type { DaemonSetSpec } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { optionalCount } from './optional-count.ts';
import { isNoPod, podAmount, type PodAmount } from './pod-amount.ts';

/** The Pods are replaced node by node. */
export interface NodeRollout {
  /** Nodes, or per cent of them, that may be without their Pod while it rolls. @default 1; 0 with `maxSurge` */
  readonly maxUnavailable?: PodAmount | undefined;
  /** Nodes, or per cent of them, that may have the old and the new Pod while it rolls. @default 0 */
  readonly maxSurge?: PodAmount | undefined;
  /** Seconds that a Pod must be ready before the next node has its turn. @default 0 */
  readonly minReady?: number | undefined;
  /** Old revisions that are kept. @default 10 */
  readonly history?: number | undefined;
}

const ROLLOUT = { maxUnavailable: 1, maxSurge: 1, minReady: 1, history: 1 } as const satisfies PropTable<NodeRollout>;

/** How a DaemonSet goes from one revision to the next; `onDelete` replaces a Pod when somebody deletes it. */
export function nodeRolloutOf(
  construct: Construct,
  rollout: 'onDelete' | NodeRollout | undefined,
): Pick<DaemonSetSpec, 'minReadySeconds' | 'revisionHistoryLimit' | 'updateStrategy'> {
  if (rollout === undefined) return {};
  if (rollout === 'onDelete') return { updateStrategy: { type: 'OnDelete' } };
  checkProps(construct, rollout, ROLLOUT, 'rollout');
  return {
    minReadySeconds: optionalCount(construct, rollout.minReady, 'rollout.minReady', { byDefault: 0 }),
    revisionHistoryLimit: optionalCount(construct, rollout.history, 'rollout.history', { byDefault: 10 }),
    updateStrategy: updateStrategyOf(construct, rollout),
  };
}

/** Source: pkg/apis/apps/validation of Kubernetes, `ValidateRollingUpdateDaemonSet`: exactly one of the two is above 0. */
function updateStrategyOf(construct: Construct, rollout: NodeRollout): DaemonSetSpec['updateStrategy'] {
  const surge = podAmount(construct, rollout.maxSurge, 'rollout.maxSurge') ?? 0;
  const unavailable = podAmount(construct, rollout.maxUnavailable, 'rollout.maxUnavailable');
  if (isNoPod(surge)) {
    if (unavailable !== undefined && isNoPod(unavailable)) {
      refuse(
        construct,
        'rollout has neither maxUnavailable nor maxSurge above 0, so that no Pod could be replaced. Raise one of them.',
      );
    }
    return unavailable === undefined || unavailable === 1
      ? undefined
      : { rollingUpdate: { maxUnavailable: unavailable } };
  }
  if (unavailable !== undefined && !isNoPod(unavailable)) {
    refuse(
      construct,
      `rollout has maxUnavailable ${unavailable} and maxSurge ${surge}. Kubernetes takes one of the two: leave the other out.`,
    );
  }
  return { rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable ?? 0 } };
}

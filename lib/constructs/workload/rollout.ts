import type { Construct } from 'constructs';
import type { DeploymentSpec } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { optionalCount } from './optional-count.ts';
import { isNoPod, podAmount, type PodAmount } from './pod-amount.ts';

export interface Rollout {
  /** Pods, or per cent of them, above the wanted number while it rolls. @default '25%' */
  readonly maxSurge?: PodAmount | undefined;
  /** Pods, or per cent of them, that may be missing while it rolls. @default '25%' */
  readonly maxUnavailable?: PodAmount | undefined;
  /** Seconds that a Pod must be ready before it counts. @default 0 */
  readonly minReady?: number | undefined;
  /** Seconds without progress until the rollout counts as failed. @default 600 */
  readonly deadline?: number | undefined;
  /** Old revisions that are kept. @default 10 */
  readonly history?: number | undefined;
}

const ROLLOUT = {
  maxSurge: 1,
  maxUnavailable: 1,
  minReady: 1,
  deadline: 1,
  history: 1,
} as const satisfies PropTable<Rollout>;

/** How a Deployment goes from one revision to the next; `recreate` stops all old Pods first. */
export function rolloutOf(
  construct: Construct,
  rollout: 'recreate' | Rollout | undefined,
): Pick<DeploymentSpec, 'minReadySeconds' | 'progressDeadlineSeconds' | 'revisionHistoryLimit' | 'strategy'> {
  if (rollout === undefined) return {};
  if (rollout === 'recreate') return { strategy: { type: 'Recreate' } };
  checkProps(construct, rollout, ROLLOUT, 'rollout');
  const maxSurge = unlessQuarter(podAmount(construct, rollout.maxSurge, 'rollout.maxSurge'));
  const maxUnavailable = unlessQuarter(podAmount(construct, rollout.maxUnavailable, 'rollout.maxUnavailable'));
  if (maxSurge !== undefined && maxUnavailable !== undefined && isNoPod(maxSurge) && isNoPod(maxUnavailable)) {
    refuse(construct, 'rollout has maxSurge and maxUnavailable 0: no Pod could be replaced. Allow one of the two.');
  }
  const rolls = maxSurge !== undefined || maxUnavailable !== undefined;
  return {
    minReadySeconds: optionalCount(construct, rollout.minReady, 'rollout.minReady', { byDefault: 0 }),
    progressDeadlineSeconds: optionalCount(construct, rollout.deadline, 'rollout.deadline', {
      least: 1,
      byDefault: 600,
    }),
    revisionHistoryLimit: optionalCount(construct, rollout.history, 'rollout.history', { byDefault: 10 }),
    strategy: rolls ? { rollingUpdate: { maxSurge, maxUnavailable } } : undefined,
  };
}

function unlessQuarter(amount: PodAmount | undefined): PodAmount | undefined {
  return amount === '25%' ? undefined : amount;
}

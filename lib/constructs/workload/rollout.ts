import type { Construct } from 'constructs';
import type { DeploymentSpec } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';

export interface Rollout {
  /** Pods, or per cent of them, above the wanted number while it rolls. @default '25%' */
  readonly maxSurge?: number | `${number}%` | undefined;
  /** Pods, or per cent of them, that may be missing while it rolls. @default '25%' */
  readonly maxUnavailable?: number | `${number}%` | undefined;
  /** Seconds that a Pod must be ready before it counts. @default 0 */
  readonly minReady?: number | undefined;
  /** Seconds without progress until the rollout counts as failed. @default 600 */
  readonly deadline?: number | undefined;
  /** Old revisions that are kept. @default 10 */
  readonly history?: number | undefined;
}

const ROLLOUT = { maxSurge: 1, maxUnavailable: 1, minReady: 1, deadline: 1, history: 1 } as const satisfies PropTable<Rollout>;

/** How a Deployment goes from one revision to the next; `recreate` stops all old Pods first. */
export function rolloutOf(
  construct: Construct,
  rollout: 'recreate' | Rollout | undefined,
): Pick<DeploymentSpec, 'minReadySeconds' | 'progressDeadlineSeconds' | 'revisionHistoryLimit' | 'strategy'> {
  if (rollout === undefined) return {};
  if (rollout === 'recreate') return { strategy: { type: 'Recreate' } };
  checkProps(construct, rollout, ROLLOUT, 'rollout');
  const { maxSurge, maxUnavailable } = rollout;
  const rolls = (maxSurge !== undefined && maxSurge !== '25%') || (maxUnavailable !== undefined && maxUnavailable !== '25%');
  return {
    minReadySeconds: rollout.minReady || undefined,
    progressDeadlineSeconds: rollout.deadline === 600 ? undefined : rollout.deadline,
    revisionHistoryLimit: rollout.history === 10 ? undefined : rollout.history,
    strategy: rolls ? { rollingUpdate: { maxSurge, maxUnavailable } } : undefined,
  };
}

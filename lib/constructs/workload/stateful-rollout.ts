import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { StatefulSetSpec } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { report } from '../refuse.ts';
import { optionalCount } from './optional-count.ts';
import { podAmount, type PodAmount } from './pod-amount.ts';

/** The Pods are replaced one after the other, the one of the highest number first. */
export interface StatefulRollout {
  /** Only Pods of this number and above are replaced: for a trial on the last ones. @default 0 */
  readonly partition?: number | undefined;
  /** Pods, or per cent of them, that may be missing while it rolls; by default known from Kubernetes 1.37. @default 1 */
  readonly maxUnavailable?: PodAmount | undefined;
  /** Seconds that a Pod must be ready before the next one is replaced. @default 0 */
  readonly minReady?: number | undefined;
  /** Old revisions that are kept. @default 10 */
  readonly history?: number | undefined;
}

const ROLLOUT = {
  partition: 1,
  maxUnavailable: 1,
  minReady: 1,
  history: 1,
} as const satisfies PropTable<StatefulRollout>;

/** How a StatefulSet goes from one revision to the next; `onDelete` replaces a Pod when somebody deletes it. */
export function statefulRolloutOf(
  construct: Construct,
  rollout: 'onDelete' | StatefulRollout | undefined,
): Pick<StatefulSetSpec, 'minReadySeconds' | 'revisionHistoryLimit' | 'updateStrategy'> {
  if (rollout === undefined) return {};
  if (rollout === 'onDelete') return { updateStrategy: { type: 'OnDelete' } };
  checkProps(construct, rollout, ROLLOUT, 'rollout');
  const partition = optionalCount(construct, rollout.partition, 'rollout.partition', { byDefault: 0 });
  const maxUnavailable = maxUnavailableOf(construct, rollout.maxUnavailable);
  const rolls = partition !== undefined || maxUnavailable !== undefined;
  return {
    minReadySeconds: optionalCount(construct, rollout.minReady, 'rollout.minReady', { byDefault: 0 }),
    revisionHistoryLimit: optionalCount(construct, rollout.history, 'rollout.history', { byDefault: 10 }),
    updateStrategy: rolls ? { rollingUpdate: { maxUnavailable, partition } } : undefined,
  };
}

/** Source: https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/MaxUnavailableStatefulSet */
function maxUnavailableOf(construct: Construct, amount: PodAmount | undefined): PodAmount | undefined {
  const maxUnavailable = podAmount(construct, amount, 'rollout.maxUnavailable');
  if (maxUnavailable === undefined || maxUnavailable === 1) return undefined;
  const { kubernetes } = EnvironmentRoot.of(construct);
  if (Number(kubernetes.slice(2)) < 37) {
    report(construct, {
      rule: 'practice/feature-gate',
      severity: 'warning',
      message: `${construct.node.path}: rollout.maxUnavailable is ${maxUnavailable}, and Kubernetes ${kubernetes} drops it unless its feature gate MaxUnavailableStatefulSet is on. Turn the gate on, or leave it out.`,
    });
  }
  return maxUnavailable;
}

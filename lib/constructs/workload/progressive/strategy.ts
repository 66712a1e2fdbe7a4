import type {
  CanaryMetric,
  CanaryWebhook,
  RolloutCanaryAnalysis,
  RolloutPostPromotionAnalysis,
} from '../../../kubernetes.ts';
import type { PodAmount } from '../pod-amount.ts';
import type { CanaryStep } from './canary-step.ts';
import type { Duration } from './duration.ts';

/** How a WebService goes from one revision to the next where its environment has `progressive`. */
export type Strategy = BlueGreenStrategy | CanaryStrategy;

export interface BlueGreenStrategy {
  readonly type: 'blueGreen';
  readonly props: BlueGreenProps;
}

export interface CanaryStrategy {
  readonly type: 'canary';
  readonly props: CanaryProps;
}

/** An AnalysisTemplate of the service's namespace by its name, or templates and arguments as Argo Rollouts writes them. */
export type Analysis = string | RolloutPostPromotionAnalysis;

/** What Flagger measures and asks while it analyses a new revision. */
export interface FlaggerChecks {
  /** Flagger alone: measurements, as Flagger writes them. One that fails holds the new revision back. @default none */
  readonly metrics?: readonly CanaryMetric[] | undefined;
  /** Flagger alone: failed checks until it goes back to the old revision. @default 1 */
  readonly threshold?: number | undefined;
  /** Flagger alone: hooks, as Flagger writes them: tests, load, the confirmation of a person. @default none */
  readonly webhooks?: readonly CanaryWebhook[] | undefined;
}

export interface BlueGreenProps extends FlaggerChecks {
  /** Argo Rollouts alone: whether the new revision takes over as soon as it is ready; after a time such as `'10m'`; `false`: when somebody says so. @default true */
  readonly autoPromotion?: boolean | Duration | undefined;
  /** Argo Rollouts alone: Pods of the new revision before it takes over. @default as many as the old one has */
  readonly previewReplicas?: number | undefined;
  /** Argo Rollouts alone: seconds for which the old revision stays after the switch. @default 30 */
  readonly scaleDownDelay?: number | undefined;
  /** Argo Rollouts alone: what must succeed before the switch. @default nothing */
  readonly prePromotionAnalysis?: Analysis | undefined;
  /** Argo Rollouts alone: what must succeed after the switch, or it switches back. @default nothing */
  readonly postPromotionAnalysis?: Analysis | undefined;
  /** Flagger alone: time from one round of checks to the next, 10 seconds or more. @default '1m' */
  readonly interval?: Duration | undefined;
  /** Flagger alone: rounds of checks before the switch. @default 10 */
  readonly iterations?: number | undefined;
}

export interface CanaryProps extends FlaggerChecks {
  /** What the new revision goes through before it takes all requests: weights that rise, pauses, and with Argo Rollouts analyses. */
  readonly steps: readonly CanaryStep[];
  /** Argo Rollouts alone: what is analysed all the while. @default nothing */
  readonly analysis?: string | RolloutCanaryAnalysis | undefined;
  /** Argo Rollouts alone, without a Route: Pods, or per cent of them, above the wanted number. @default '25%' */
  readonly maxSurge?: PodAmount | undefined;
  /** Argo Rollouts alone, without a Route: Pods, or per cent of them, that may be missing. @default '25%' */
  readonly maxUnavailable?: PodAmount | undefined;
}

/**
 * The new revision stands ready beside the old one, and then takes over at once: an Argo Rollouts Rollout with the Services `<name>` and
 * `<name>-preview`, or a Flagger Canary, whichever the environment's `progressive` says.
 *
 * @example
 * new WebService(this, 'api', { …, strategy: blueGreen({ autoPromotion: '10m' }) });
 */
export function blueGreen(props: BlueGreenProps = {}): BlueGreenStrategy {
  return { type: 'blueGreen', props };
}

/**
 * The new revision takes more and more of the requests: an Argo Rollouts Rollout with the Services `<name>` (the old revision) and
 * `<name>-canary`, or a Flagger Canary, whichever the environment's `progressive` says. A Route to the service is split by the weights.
 * Without a Route, Argo Rollouts splits by the number of Pods.
 *
 * @example
 * new WebService(this, 'api', {
 *   …,
 *   strategy: canary({ steps: [{ weight: 10 }, { pause: '5m' }, { weight: 50 }, { pause: '5m' }] }),
 * });
 */
export function canary(props: CanaryProps): CanaryStrategy {
  return { type: 'canary', props };
}

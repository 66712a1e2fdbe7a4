import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../../environment/environment.ts';
import { showValue } from '../../../manifest/show-value.ts';
import { checkProps, type PropTable } from '../../check-props.ts';
import { refuse } from '../../refuse.ts';
import { checkSteps } from './canary-step.ts';
import type { BlueGreenProps, CanaryProps, Strategy } from './strategy.ts';

/** A strategy, and the controller that follows it. */
export interface Progress {
  readonly tool: ProgressiveTool;
  readonly strategy: Strategy;
}

export type ProgressiveTool = 'argo-rollouts' | 'flagger';

/** Requests of routes go to two revisions while a canary lasts. */
export interface Split {
  readonly tool: ProgressiveTool;
  /** The Service of the new revision. */
  readonly canaryService: string;
}

const CHECKS = { metrics: 1, threshold: 1, webhooks: 1 } as const;
const BLUE_GREEN = {
  ...CHECKS,
  autoPromotion: 1,
  previewReplicas: 1,
  scaleDownDelay: 1,
  prePromotionAnalysis: 1,
  postPromotionAnalysis: 1,
  interval: 1,
  iterations: 1,
} as const satisfies PropTable<BlueGreenProps>;
const CANARY = {
  ...CHECKS,
  steps: 1,
  analysis: 1,
  maxSurge: 1,
  maxUnavailable: 1,
} as const satisfies PropTable<CanaryProps>;

const FLAGGERS = new Set<string>(['interval', 'iterations', ...Object.keys(CHECKS)]);
const BOTH = new Set<string>(['steps']);
const NAMES = { 'argo-rollouts': 'Argo Rollouts', flagger: 'Flagger' } as const;

/**
 * What `strategy` says, for the controller of the environment; undefined where a workload just rolls. Refuses a strategy where no
 * controller is declared, and props that only the other controller knows.
 */
export function progressOf(
  construct: Construct,
  { strategy, rollout }: { readonly strategy?: Strategy | undefined; readonly rollout?: unknown },
): Progress | undefined {
  if (strategy === undefined) return undefined;
  if (!isStrategy(strategy)) {
    refuse(construct, `strategy is ${showValue(strategy)}. Use blueGreen({ … }) or canary({ steps: […] }).`);
    return undefined;
  }
  checkProps(construct, strategy.props, strategy.type === 'canary' ? CANARY : BLUE_GREEN, 'strategy');
  const checked = withCheckedSteps(construct, strategy);
  if (rollout !== undefined)
    refuse(construct, 'rollout and strategy both say how it goes to a new revision. Leave one of the two out.');

  const tool = EnvironmentRoot.of(construct).progressive;
  if (tool === undefined) {
    const advice =
      "Say in the environment which controller its cluster has: progressive: 'argo-rollouts' or 'flagger'.";
    refuse(construct, `strategy is ${strategy.type}, which Kubernetes alone cannot do. ${advice}`);
    return undefined;
  }
  refuseForeignProps(construct, strategy.props, tool);
  return { tool, strategy: checked };
}

function withCheckedSteps(construct: Construct, strategy: Strategy): Strategy {
  if (strategy.type === 'blueGreen') return strategy;
  return { ...strategy, props: { ...strategy.props, steps: checkSteps(construct, strategy.props.steps) } };
}

/** Undefined where no request is split: a blueGreen switches its Service. */
export function splitOf({ tool, strategy }: Progress, name: string): Split | undefined {
  return strategy.type === 'canary' ? { tool, canaryService: `${name}-canary` } : undefined;
}

function refuseForeignProps(construct: Construct, props: object, tool: ProgressiveTool): void {
  for (const [name, value] of Object.entries<unknown>({ ...props })) {
    if (value === undefined || BOTH.has(name) || !(Object.hasOwn(CANARY, name) || Object.hasOwn(BLUE_GREEN, name)))
      continue;
    const owner = FLAGGERS.has(name) ? 'flagger' : 'argo-rollouts';
    if (owner === tool) continue;
    refuse(
      construct,
      `strategy.${name} is of ${NAMES[owner]}, and this environment has progressive: '${tool}'. Leave it out here.`,
    );
  }
}

// It may come from untyped code.
function isStrategy(value: unknown): value is Strategy {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('props' in value)) return false;
  const { type, props } = value;
  return (type === 'canary' || type === 'blueGreen') && typeof props === 'object' && props !== null;
}

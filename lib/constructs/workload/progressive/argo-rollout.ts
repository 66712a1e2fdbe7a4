import type { Construct } from 'constructs';
import type { RolloutBlueGreen, RolloutCanary, RolloutStep, RolloutStrategy } from '../../../kubernetes.ts';
import { refuse } from '../../refuse.ts';
import { optionalCount } from '../optional-count.ts';
import { isNoPod, podAmount } from '../pod-amount.ts';
import { isPause, isWeight, type CanaryStep } from './canary-step.ts';
import { secondsOf } from './duration.ts';
import type { BlueGreenProps, CanaryProps, Strategy } from './strategy.ts';
import { tellOfSplitRoutes, trafficRoutingOf } from './traffic-routing.ts';

/** The Service beside the workload's own that Argo Rollouts leads to the new revision: `<name>-preview`, `<name>-canary`. */
export function twinSuffix(strategy: Strategy): 'canary' | 'preview' {
  return strategy.type === 'canary' ? 'canary' : 'preview';
}

/**
 * The strategy of a Rollout whose Services are `<name>` and its twin.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification
 */
export function argoStrategyOf(construct: Construct, strategy: Strategy, name: string): RolloutStrategy {
  const twin = `${name}-${twinSuffix(strategy)}`;
  return strategy.type === 'canary'
    ? { canary: canaryOf(construct, strategy.props, name, twin) }
    : { blueGreen: blueGreenOf(construct, strategy.props, name, twin) };
}

function blueGreenOf(construct: Construct, props: BlueGreenProps, name: string, twin: string): RolloutBlueGreen {
  const { autoPromotion, postPromotionAnalysis, prePromotionAnalysis, previewReplicas, scaleDownDelay } = props;
  return {
    activeService: name,
    autoPromotionEnabled: autoPromotion === false ? false : undefined,
    autoPromotionSeconds:
      typeof autoPromotion === 'string' ? secondsOf(construct, autoPromotion, 'strategy.autoPromotion') : undefined,
    postPromotionAnalysis: postPromotionAnalysis === undefined ? undefined : analysisOf(postPromotionAnalysis),
    prePromotionAnalysis: prePromotionAnalysis === undefined ? undefined : analysisOf(prePromotionAnalysis),
    previewReplicaCount: optionalCount(construct, previewReplicas, 'strategy.previewReplicas', { least: 1 }),
    previewService: twin,
    scaleDownDelaySeconds: optionalCount(construct, scaleDownDelay, 'strategy.scaleDownDelay', { byDefault: 30 }),
  };
}

function canaryOf(construct: Construct, props: CanaryProps, name: string, twin: string): RolloutCanary {
  const maxSurge = podAmount(construct, props.maxSurge, 'strategy.maxSurge');
  const maxUnavailable = podAmount(construct, props.maxUnavailable, 'strategy.maxUnavailable');
  if (maxSurge !== undefined && maxUnavailable !== undefined && isNoPod(maxSurge) && isNoPod(maxUnavailable))
    refuse(construct, 'strategy has maxSurge and maxUnavailable 0: no Pod could be replaced. Allow one of the two.');
  construct.node.addValidation({ validate: () => tellOfSplitRoutes(construct) });
  return {
    analysis: props.analysis === undefined ? undefined : analysisOf(props.analysis),
    canaryService: twin,
    maxSurge: maxSurge === '25%' ? undefined : maxSurge,
    maxUnavailable: maxUnavailable === '25%' ? undefined : maxUnavailable,
    // Getters: routes are made after what they lead to.
    get stableService() {
      // Without a route, the Service leads to the Pods of both revisions: their numbers are the weights.
      return trafficRoutingOf(construct) && name;
    },
    steps: props.steps.map(stepOf),
    get trafficRouting() {
      return trafficRoutingOf(construct);
    },
  };
}

function stepOf(step: CanaryStep): RolloutStep {
  if (isWeight(step)) return { setWeight: step.weight };
  if (isPause(step)) return { pause: step.pause === 'manual' ? {} : { duration: step.pause } };
  return { analysis: analysisOf(step.analysis) };
}

function analysisOf<A extends object>(analysis: string | A): A | { readonly templates: { templateName: string }[] } {
  return typeof analysis === 'string' ? { templates: [{ templateName: analysis }] } : analysis;
}

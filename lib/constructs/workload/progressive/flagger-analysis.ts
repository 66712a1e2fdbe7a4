import type { Construct } from 'constructs';
import type { CanaryAnalysis } from '../../../kubernetes.ts';
import { refuse } from '../../refuse.ts';
import { optionalCount } from '../optional-count.ts';
import { isPause, isWeight, type CanaryStep, type PauseStep } from './canary-step.ts';
import { secondsOf } from './duration.ts';
import type { FlaggerChecks, Strategy } from './strategy.ts';

/** Source: `GetAnalysisInterval` of Flagger, which takes a shorter one for 10 seconds. */
const SHORTEST_INTERVAL = 10;

/** What Flagger does before it promotes a revision: rounds of checks for blueGreen, weights with one round at each for a canary. */
export function flaggerAnalysisOf(construct: Construct, { type, props }: Strategy): CanaryAnalysis {
  const checks = checksOf(construct, props);
  if (type === 'canary') return { ...checks, ...stepsOf(construct, props.steps) };
  return {
    ...checks,
    interval: intervalOf(secondsOf(construct, props.interval ?? '1m', 'strategy.interval', SHORTEST_INTERVAL)),
    iterations: optionalCount(construct, props.iterations ?? 10, 'strategy.iterations', { least: 1 }),
  };
}

function checksOf(construct: Construct, { metrics, threshold, webhooks }: FlaggerChecks): CanaryAnalysis {
  return {
    metrics,
    threshold: optionalCount(construct, threshold, 'strategy.threshold', { least: 1, byDefault: 1 }),
    webhooks,
  };
}

/** Flagger takes a weight at each interval: weights and pauses must take turns, and all pauses be the same. */
function stepsOf(construct: Construct, steps: readonly CanaryStep[]): Pick<CanaryAnalysis, 'interval' | 'stepWeights'> {
  for (const [index, step] of steps.entries()) {
    const where = `strategy.steps[${index}]`;
    if (!isWeight(step) && !isPause(step)) {
      refuse(construct, `${where} is an analysis of Argo Rollouts. With Flagger say what is measured: metrics.`);
    } else if (isWeight(step) !== (index % 2 === 0)) {
      const advice =
        "Flagger waits once at each weight: [{ weight: 10 }, { pause: '5m' }, { weight: 50 }, { pause: '5m' }].";
      refuse(construct, `${where} is ${isWeight(step) ? 'a weight' : 'a pause'} out of turn. ${advice}`);
      break;
    } else if (isWeight(step) && step.weight === 0) {
      refuse(construct, `${where}.weight is 0, at which Flagger would stay for ever. Begin with 1 or more.`);
    }
  }
  return {
    interval: intervalOf(pauseOf(construct, steps.filter(isPause))),
    stepWeights: steps.filter(isWeight).map(({ weight }) => weight),
  };
}

function pauseOf(construct: Construct, pauses: readonly PauseStep[]): number {
  const seconds = new Map<number, string>();
  for (const { pause } of pauses) {
    if (pause === 'manual')
      refuse(
        construct,
        "strategy.steps has a pause 'manual'. With Flagger use a webhook of the type confirm-traffic-increase.",
      );
    else seconds.set(secondsOf(construct, pause, 'strategy.steps: pause', SHORTEST_INTERVAL), pause);
  }
  const [first, second] = [...seconds.values()];
  if (second !== undefined)
    refuse(
      construct,
      `strategy.steps has the pauses ${first} and ${second}. Flagger waits the same time at each weight.`,
    );
  if (pauses.length === 0) refuse(construct, "strategy.steps has no pause. Put { pause: '1m' } behind each weight.");
  return [...seconds.keys()][0] ?? SHORTEST_INTERVAL;
}

/** As the CRD takes it: `^[0-9]+(m|s)`. */
function intervalOf(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

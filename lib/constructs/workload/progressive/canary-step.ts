import type { Construct } from 'constructs';
import { showValue } from '../../../manifest/show-value.ts';
import { checkProps } from '../../check-props.ts';
import { refuse } from '../../refuse.ts';
import { secondsOf, type Duration } from './duration.ts';
import type { Analysis } from './strategy.ts';

/** One step of a canary. */
export type CanaryStep = WeightStep | PauseStep | AnalysisStep;

export interface WeightStep {
  /** Per cent of the requests that the new revision takes from now on, 0 to 100; more than the step before. */
  readonly weight: number;
}

export interface PauseStep {
  /** A time; `manual`, with Argo Rollouts: until somebody says so. */
  readonly pause: Duration | 'manual';
}

export interface AnalysisStep {
  /** With Argo Rollouts: an analysis that must succeed before it goes on. */
  readonly analysis: Analysis;
}

const STEP = { weight: 1, pause: 1, analysis: 1 } as const;

/**
 * The steps that can be read. Refuses those that no controller takes, or that would never bring the new revision forward.
 */
export function checkSteps(construct: Construct, steps: readonly CanaryStep[]): readonly CanaryStep[] {
  if (!Array.isArray(steps) || steps.length === 0) {
    const shown = Array.isArray(steps) ? 'empty' : showValue(steps);
    refuse(
      construct,
      `strategy.steps is ${shown}. Say how it goes: [{ weight: 10 }, { pause: '5m' }, { weight: 50 }].`,
    );
    return [];
  }
  let before = -1;
  for (const [index, step] of steps.entries()) {
    const where = `strategy.steps[${index}]`;
    checkProps(construct, step, STEP, where);
    if (!isObject(step)) continue;
    refuseOtherThanOne(construct, step, where);
    if ('pause' in step && step.pause !== 'manual') secondsOf(construct, step.pause, `${where}.pause`);
    if ('weight' in step) before = checkWeight(construct, step.weight, before, `${where}.weight`);
  }
  if (before < 0)
    refuse(construct, 'strategy.steps has no weight: the new revision would take nothing. Add { weight: 10 }.');
  return steps.filter(isObject);
}

export function isWeight(step: CanaryStep): step is WeightStep {
  return 'weight' in step;
}

export function isPause(step: CanaryStep): step is PauseStep {
  return 'pause' in step;
}

function refuseOtherThanOne(construct: Construct, step: CanaryStep, where: string): void {
  const said = Object.keys(STEP).filter((key) => Object.hasOwn(step, key));
  if (said.length === 1) return;
  const what = said.length === 0 ? 'says nothing' : `has ${said.join(' and ')}`;
  refuse(construct, `${where} ${what}. A step is one of ${Object.keys(STEP).join(', ')}.`);
}

function checkWeight(construct: Construct, weight: number, before: number, where: string): number {
  if (!Number.isInteger(weight) || weight < 0 || weight > 100) {
    refuse(construct, `${where} is ${showValue(weight)}. Use a whole number from 0 to 100.`);
    return Math.max(before, 0);
  }
  if (weight <= before)
    refuse(construct, `${where} is ${weight}, and ${before} comes before it. Let the weights rise.`);
  return weight;
}

// Props may come from untyped code.
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

import type { RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import { progressiveDifferences, type ProgressiveDifference } from '../progressive-differences.ts';

/** What a Kustomization says of objects that a progressive controller writes into. */
export interface ProgressiveFields {
  readonly healthCheckExprs?: readonly HealthCheck[] | undefined;
  readonly ignore?: readonly IgnoredFields[] | undefined;
}

interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly current: string;
  readonly failed: string;
  readonly inProgress: string;
}

interface IgnoredFields {
  readonly paths: readonly string[];
  readonly target: Readonly<Record<'group' | 'kind' | 'name' | 'namespace', string | undefined>>;
}

/**
 * A Rollout writes its observed generation as a text, at which Flux' own health check fails: so it is told how to read one. A pause is no
 * failure and may last for days, while whatever `requires` the application must not wait.
 */
const ROLLOUT: HealthCheck = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  current: "status.phase == 'Healthy' || status.phase == 'Paused'",
  failed: "status.phase == 'Degraded'",
  inProgress: 'status.observedGeneration != string(metadata.generation)',
};

/** By application; empty where no workload has a strategy of Argo Rollouts. Flagger writes nothing that git has. */
export function progressiveFields({
  props,
  walked,
}: Pick<RenderedEnvironment, 'props' | 'walked'>): ReadonlyMap<string, ProgressiveFields> {
  if (props.progressive !== 'argo-rollouts') return new Map();
  const withRollouts = walked.filter(({ object }) => object.kind === 'Rollout').map(({ application }) => application);
  const differences = progressiveDifferences(walked);
  const applications = new Set([...withRollouts, ...differences.map(({ application }) => application)]);
  return new Map(
    [...applications].map((name) => [
      name,
      {
        healthCheckExprs: withRollouts.includes(name) ? [ROLLOUT] : undefined,
        ignore: differences.filter(({ application }) => application === name).map(ignoredFields),
      },
    ]),
  );
}

/** Flux reads every word of a target as a regular expression for all of it. */
function ignoredFields({ group, kind, name, namespace, jsonPointers }: ProgressiveDifference): IgnoredFields {
  const literal = (text: string | undefined): string | undefined => text?.replaceAll('.', '\\.');
  return {
    paths: jsonPointers,
    target: { group: literal(group), kind, name: literal(name), namespace },
  };
}

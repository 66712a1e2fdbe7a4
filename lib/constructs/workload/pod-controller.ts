import type { Construct } from 'constructs';
import { addObject } from '../add-object.ts';
import type { PatchedDeploymentProps } from './deployment.ts';
import { podOf } from './pod.ts';
import type { NamedPort } from './ports.ts';
import { argoStrategyOf } from './progressive/argo-rollout.ts';
import { FLAGGER_LABEL } from './progressive/flagger-limits.ts';
import type { Progress } from './progressive/progress.ts';
import { annotationsOf, restartOf } from './restart.ts';
import { rolloutOf } from './rollout.ts';
import { replicasOf } from './scaling.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

export interface PodControllerOptions {
  readonly identity: WorkloadIdentity;
  readonly ports: readonly NamedPort[] | undefined;
  readonly progress: Progress | undefined;
}

/** A kind of object that an autoscaler can scale. */
export interface ScaleTarget {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What keeps a workload's Pods running: a Deployment, which Flagger leads too, or the Rollout of Argo Rollouts. */
export function addPodController(
  construct: Construct,
  props: PatchedDeploymentProps,
  options: PodControllerOptions,
): ScaleTarget {
  switch (options.progress?.tool) {
    case 'argo-rollouts':
      return addRollout(construct, props, { ...options, progress: options.progress });
    case 'flagger':
      return addFlaggerDeployment(construct, props, options);
    case undefined:
      return addPlainDeployment(construct, props, options);
  }
}

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' } as const;
const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' } as const;

function addPlainDeployment(
  construct: Construct,
  props: PatchedDeploymentProps,
  { identity, ports }: PodControllerOptions,
): ScaleTarget {
  const restart = restartOf(construct, props);
  const spec = {
    replicas: replicasOf(construct, props.replicas ?? 1),
    selector: { matchLabels: identity.selector },
    template: podOf(construct, props, identity, { ports, restart, revisionLabel: 'pod-template-hash' }),
    ...rolloutOf(construct, props.rollout),
  };
  addObject(construct, { ...DEPLOYMENT, metadata: metadataOf(props, identity), spec }, props.patch?.Deployment);
  return DEPLOYMENT;
}

function addRollout(
  construct: Construct,
  props: PatchedDeploymentProps,
  { identity, ports, progress }: PodControllerOptions & { readonly progress: Progress },
): ScaleTarget {
  const restart = restartOf(construct, props);
  const spec = {
    replicas: replicasOf(construct, props.replicas ?? 1),
    selector: { matchLabels: identity.selector },
    strategy: argoStrategyOf(construct, progress.strategy, identity.name),
    template: podOf(construct, props, identity, { ports, restart, revisionLabel: 'rollouts-pod-template-hash' }),
  };
  addObject(construct, { ...ROLLOUT, metadata: metadataOf(props, identity), spec }, props.patch?.Rollout);
  return ROLLOUT;
}

/**
 * Flagger copies it to `<name>-primary`, with another value of one label, and scales it to 0 between releases: so it has that label, by
 * which no policy or budget selects, and git leaves the number of Pods alone.
 */
function addFlaggerDeployment(
  construct: Construct,
  props: PatchedDeploymentProps,
  { identity, ports }: PodControllerOptions,
): ScaleTarget {
  const restart = restartOf(construct, props);
  const own = { [FLAGGER_LABEL]: identity.name };
  const labelled = { ...identity, workloadLabels: { ...own, ...identity.workloadLabels } };
  replicasOf(construct, props.replicas ?? 1);
  const spec = {
    selector: { matchLabels: { ...own, ...identity.selector } },
    template: podOf(construct, props, labelled, { ports, restart, revisionLabel: 'pod-template-hash' }),
  };
  addObject(construct, { ...DEPLOYMENT, metadata: metadataOf(props, identity), spec }, props.patch?.Deployment);
  return DEPLOYMENT;
}

function metadataOf(
  props: PatchedDeploymentProps,
  identity: WorkloadIdentity,
): {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>> | undefined;
} {
  const { name, namespace, workloadLabels: labels } = identity;
  return { annotations: annotationsOf(props), labels, name, namespace };
}

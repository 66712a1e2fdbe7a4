import type { Construct } from 'constructs';
import { parseImage } from '../../manifest/image-reference.ts';
import { componentOf } from '../component.ts';
import { refuse } from '../refuse.ts';
import type { PodProps } from './pod.ts';

/** What a workload, its Pods and what selects them are called and labelled. */
export interface WorkloadIdentity {
  readonly name: string;
  readonly namespace: string;
  /** On every object of the workload. */
  readonly labels: Readonly<Record<string, string>>;
  /** Also on what selects its Pods. */
  readonly instanceLabels: Readonly<Record<string, string>>;
  /** On the workload and its Pods: the version too, where the image's tag is a label value. */
  readonly workloadLabels: Readonly<Record<string, string>>;
  /** Never holds a version: selectors are immutable. */
  readonly selector: Readonly<Record<string, string>>;
}

const SELECTING = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'] as const;

/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels */
export function workloadIdentity(construct: Construct, props: PodProps): WorkloadIdentity {
  const component = componentOf(construct);
  for (const label of SELECTING) {
    if (props.labels?.[label] !== undefined)
      refuse(construct, `labels has ${label}, by which its Pods are selected. Use another label.`);
  }
  const labels = { ...component.labels, ...props.labels };
  const instance = { 'app.kubernetes.io/instance': component.name };
  const instanceLabels = { ...instance, ...labels };
  // What is wrong with the image is said where its container is made.
  const image = typeof props.image === 'string' ? parseImage(props.image) : props.image;
  const tag = typeof image === 'object' ? image?.tag : undefined;
  const version = tag !== undefined && isLabelValue(tag) ? { 'app.kubernetes.io/version': tag } : {};
  return {
    name: component.name,
    namespace: component.namespace,
    labels,
    instanceLabels,
    workloadLabels: { ...instance, ...component.labels, ...version, ...props.labels },
    selector: { ...instance, 'app.kubernetes.io/name': construct.node.id },
  };
}

/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
function isLabelValue(text: string): boolean {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text);
}

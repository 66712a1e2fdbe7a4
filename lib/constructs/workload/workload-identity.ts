import type { Construct } from 'constructs';
import type { Image } from '../../manifest/image-reference.ts';
import { componentOf } from '../component.ts';
import { imageOf } from './container.ts';
import type { PodProps } from './pod.ts';

/** What a workload, its Pods and what selects them are called and labelled. */
export interface WorkloadIdentity {
  readonly name: string;
  readonly namespace: string;
  /** On every object of the workload. */
  readonly labels: Readonly<Record<string, string>>;
  /** Also on what selects its Pods. */
  readonly instanceLabels: Readonly<Record<string, string>>;
  /** On the workload. */
  readonly workloadLabels: Readonly<Record<string, string>>;
  /** Never holds a version: selectors are immutable. */
  readonly selector: Readonly<Record<string, string>>;
  podLabels(image: Image): Readonly<Record<string, string>>;
}

/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels */
export function workloadIdentity(construct: Construct, props: PodProps): WorkloadIdentity {
  const component = componentOf(construct);
  const labels = { ...component.labels, ...props.labels };
  const instance = { 'app.kubernetes.io/instance': component.name };
  const instanceLabels = { ...instance, ...labels };
  const podLabels = (image: Image): Readonly<Record<string, string>> => {
    const version = image.tag !== undefined && isLabelValue(image.tag) ? { 'app.kubernetes.io/version': image.tag } : {};
    return { ...instance, ...component.labels, ...version, ...props.labels };
  };
  return {
    name: component.name,
    namespace: component.namespace,
    labels,
    instanceLabels,
    workloadLabels: podLabels(imageOf(construct, props.image, 'image')),
    selector: { ...instance, 'app.kubernetes.io/name': construct.node.id },
    podLabels,
  };
}

/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
function isLabelValue(text: string): boolean {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text);
}

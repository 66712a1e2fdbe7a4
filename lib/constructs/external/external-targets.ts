import type { IConstruct } from 'constructs';
import type { NamedPort } from '../workload/ports.ts';
import type { CheckedLocation } from './location.ts';

/** What rendering must know of something outside the cluster to let Pods reach it. */
export interface ExternalTarget {
  /** Of its Service in the cluster. */
  readonly name: string;
  readonly namespace: string;
  readonly location: CheckedLocation;
  readonly ports: readonly NamedPort[];
}

const targets = new WeakMap<IConstruct, ExternalTarget>();

export function registerExternal(construct: IConstruct, target: ExternalTarget): void {
  targets.set(construct, target);
}

export function tryExternal(construct: IConstruct): ExternalTarget | undefined {
  return targets.get(construct);
}

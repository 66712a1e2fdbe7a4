import type { IConstruct } from 'constructs';
import type { PodProps } from './pod.ts';
import type { NamedPort } from './ports.ts';
import type { Split } from './progressive/progress.ts';
import type { RestartProps } from './restart.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

/** What rendering must know of a workload to derive its NetworkPolicies. */
export interface Workload {
  readonly identity: WorkloadIdentity;
  readonly ports: readonly NamedPort[];
  /** Its Pods call each other on these ports. @default false */
  readonly peers?: boolean | undefined;
  /** Where routes to it are split between two revisions. */
  readonly split?: Split | undefined;
  readonly props: PodProps &
    RestartProps & { readonly patch?: { readonly NetworkPolicy?: object | undefined } | undefined };
}

const workloads = new WeakMap<IConstruct, Workload>();

export function registerWorkload(construct: IConstruct, workload: Workload): void {
  workloads.set(construct, workload);
}

export function tryWorkload(construct: IConstruct): Workload | undefined {
  return workloads.get(construct);
}

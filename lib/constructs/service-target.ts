import type { Construct, IConstruct } from 'constructs';
import type { Endpoint } from './endpoint.ts';
import { tryExternal } from './external/external-targets.ts';
import type { Split } from './workload/progressive/progress.ts';
import { tryWorkload } from './workload/workloads.ts';

/** Something that a route may lead to: a WebService, a StatefulService, or an ExternalService with addresses. */
export type RouteTarget = Construct & Endpoint;

/** The Service of a construct, as routes name it. */
export interface ServiceTarget {
  readonly name: string;
  readonly namespace: string;
  /** The first port of the Service. */
  readonly port: number;
  /** Where routes to it are split between two revisions. */
  readonly split: Split | undefined;
}

/** The Service that a route can lead to; undefined where the construct has none, or one without endpoints. */
export function tryServiceTarget(construct: IConstruct): ServiceTarget | undefined {
  const workload = tryWorkload(construct);
  if (workload !== undefined) {
    const [first] = workload.ports;
    const { name, namespace } = workload.identity;
    return first && { name, namespace, port: first.service ?? first.port, split: workload.split };
  }
  const external = tryExternal(construct);
  const [first] = external?.ports ?? [];
  if (external === undefined || first === undefined || 'host' in external.location) return undefined;
  return { name: external.name, namespace: external.namespace, port: first.port, split: undefined };
}

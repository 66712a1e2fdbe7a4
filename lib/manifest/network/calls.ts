import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { tryExternal } from '../../constructs/external/external-targets.ts';
import { Route } from '../../constructs/route.ts';
import { SplitRoutes } from '../../constructs/routing/split-routes.ts';
import { tryWorkload } from '../../constructs/workload/workloads.ts';
import type { Dependency } from '../dependencies.ts';

/** Who calls whom, as references say it. */
export interface Calls {
  /** By workload, the workloads and external services that it calls. */
  readonly byCaller: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>;
  /** By workload, the workloads that call it. */
  readonly byCallee: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>;
  /** By workload, a route that leads to it. */
  readonly routes: ReadonlyMap<IConstruct, IConstruct>;
  /** Foreign constructs with Pods, which call a workload. */
  readonly foreign: readonly Dependency[];
}

/** Kinds with Pods, of cdk8s and cdk8s-plus constructs. */
const WITH_PODS: ReadonlySet<string> = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'Pod',
  'ReplicaSet',
  'StatefulSet',
]);

/** A workload calls what it refers to, and what the Configs that it uses refer to. */
export function callsOf(environment: IConstruct, dependencies: readonly Dependency[]): Calls {
  const direct = new Map<IConstruct, Set<IConstruct>>();
  for (const { from, to } of dependencies) setOf(direct, from).add(to);

  const byCaller = new Map<IConstruct, Set<IConstruct>>();
  const byCallee = new Map<IConstruct, Set<IConstruct>>();
  const routes = new Map<IConstruct, IConstruct>();
  const foreign: Dependency[] = [];
  for (const [from, targets] of direct) {
    const called = tryWorkload(from) === undefined ? [] : reachable(direct, from);
    for (const to of called) {
      setOf(byCaller, from).add(to);
      setOf(byCallee, to).add(from);
    }
    for (const to of targets) {
      if (tryWorkload(to) === undefined) continue;
      if (Route.is(from)) routes.set(to, from);
      else if (ApiObject.isApiObject(from) && WITH_PODS.has(from.kind)) foreign.push({ from, to });
    }
  }
  // A route that Flagger makes is no object of ours, which would refer to the service.
  const split = SplitRoutes.of(environment);
  for (const service of split.services()) routes.set(service, split.to(service)[0]?.construct ?? service);
  return { byCaller, byCallee, routes, foreign };
}

/** What has an address ends a way; a Config only passes it on. */
function reachable(
  direct: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>,
  caller: IConstruct,
): readonly IConstruct[] {
  const seen = new Set(direct.get(caller));
  for (const construct of seen) {
    if (hasAddress(construct)) continue;
    for (const next of direct.get(construct) ?? []) seen.add(next);
  }
  return [...seen].filter(hasAddress);
}

function hasAddress(construct: IConstruct): boolean {
  return tryWorkload(construct) !== undefined || tryExternal(construct) !== undefined;
}

function setOf(map: Map<IConstruct, Set<IConstruct>>, key: IConstruct): Set<IConstruct> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = new Set<IConstruct>();
  map.set(key, made);
  return made;
}

import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { Container } from '../../kubernetes.ts';
import { showValue } from '../../manifest/show-value.ts';
import { checkProps } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import {
  CONTAINER_PROPS,
  containerOf,
  sidecarOf,
  type ContainerPlace,
  type ContainerProps,
  type SidecarProps,
} from './container.ts';

type Place = Pick<ContainerPlace, 'volumes' | 'secrets' | 'security'>;

/** What stands in a Pod beside the workload's own container. */
export interface OtherContainers {
  readonly init?: Readonly<Record<string, ContainerProps>> | undefined;
  readonly sidecars?: Readonly<Record<string, SidecarProps>> | undefined;
}

/** Containers that run to their end, one after the other. */
export function initContainers(construct: Construct, { init }: OtherContainers, place: Place): readonly Container[] {
  return given(construct, init, 'init').map(([name, props]) => {
    checkProps(construct, props, CONTAINER_PROPS, `init.${name}`);
    for (const prop of ['probes', 'preStop', 'postStart'] as const) {
      if (props[prop] === undefined) continue;
      refuse(
        construct,
        `init.${name}.${prop} is for containers that run on. Leave it out, or make it one of sidecars.`,
      );
    }
    return containerOf(construct, props, { ...place, name, where: `init.${name}` });
  });
}

/** Native sidecars are init containers that are restarted: they start before the others, and stop after them. */
export function sidecarContainers(
  construct: Construct,
  { sidecars }: OtherContainers,
  place: Place,
): { readonly native: readonly Container[]; readonly ordinary: readonly Container[] } {
  // https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers: on by default from 1.29
  const known = Number(EnvironmentRoot.of(construct).kubernetes.slice(2)) >= 29;
  const native: Container[] = [];
  const ordinary: Container[] = [];
  for (const [name, sidecar] of given(construct, sidecars, 'sidecars')) {
    const isNative = sidecar.native ?? known;
    (isNative ? native : ordinary).push(sidecarOf(construct, name, sidecar, place, isNative));
  }
  return { native, ordinary };
}

/** All containers of a Pod share one set of names. */
export function checkContainerNames(construct: Construct, others: OtherContainers): void {
  const owners = new Map([[construct.node.id, 'the own container']]);
  for (const where of ['init', 'sidecars'] as const) {
    for (const name of Object.keys(others[where] ?? {})) {
      const owner = owners.get(name);
      owners.set(name, `${where}.${name}`);
      if (owner !== undefined) refuse(construct, `${where}.${name} has the name of ${owner}. Give it another.`);
    }
  }
}

/** Those that are there: a map that was put together may hold undefined. */
function given<C extends object>(
  construct: Construct,
  containers: Readonly<Record<string, C>> | undefined,
  where: string,
): readonly [string, C][] {
  return Object.entries<C | undefined>(containers ?? {}).flatMap(([name, container]): readonly [string, C][] => {
    if (typeof container === 'object' && container !== null) return [[name, container]];
    refuse(construct, `${where}.${name} is ${showValue(container)}. Use an object, or leave the name out.`);
    return [];
  });
}

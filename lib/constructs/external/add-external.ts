import type { Construct } from 'constructs';
import type { Kinds, Patch } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import { checkPatch } from '../check-patch.ts';
import type { PropTable } from '../check-props.ts';
import { componentOf } from '../component.ts';
import { refuse } from '../refuse.ts';
import { servicePorts, type NamedPort } from '../workload/ports.ts';
import { addEndpointSlices } from './endpoint-slices.ts';
import { registerExternal, type ExternalTarget } from './external-targets.ts';
import { checkLocation, type Location } from './location.ts';

export interface ExternalPatch {
  readonly Service?: Patch<Kinds['Service']> | undefined;
  readonly EndpointSlice?: Patch<Kinds['EndpointSlice']> | undefined;
}

/** What everything outside says beside where it is. */
export interface ExternalProps {
  /** On every object. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** On its Service. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: ExternalPatch | undefined;
}

export const EXTERNAL_PROPS = {
  host: 1,
  addresses: 1,
  cidrs: 1,
  labels: 1,
  annotations: 1,
  patch: 1,
} as const satisfies PropTable<ExternalProps & Location>;

/**
 * The Service of something outside the cluster, and with addresses its EndpointSlices. A headless Service without a selector says nothing
 * of IP families: the API server gives it both, on clusters of one family too, and DNS answers with whatever its EndpointSlices hold.
 *
 * Source: pkg/registry/core/service/storage/alloc.go, "headless + selectorless defaults to dual".
 */
export function addExternal(
  construct: Construct,
  props: ExternalProps & Location,
  ports: readonly NamedPort[],
): ExternalTarget {
  const { name, namespace, labels } = componentOf(construct);
  const location = checkLocation(construct, props);
  const common = { labels: { ...labels, ...props.labels }, namespace };
  addObject(
    construct,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...common, annotations: props.annotations, name },
      spec: {
        ...('host' in location ? { externalName: location.host, type: 'ExternalName' } : { clusterIP: 'None' }),
        ports: servicePorts(ports),
      },
    },
    props.patch?.Service,
  );
  if ('addresses' in location)
    addEndpointSlices(construct, location.addresses, { name, ports, ...common, patch: props.patch?.EndpointSlice });
  checkPatch(construct, props.patch);
  refuseTranslation(construct, props.patch?.Service);

  const target = { name, namespace, location, ports };
  registerExternal(construct, target);
  return target;
}

/** The API server takes it, and nothing heeds it: clients meet the addresses themselves. */
function refuseTranslation(construct: Construct, patch: ExternalPatch['Service']): void {
  const ports: unknown = patch?.spec?.ports;
  if (!Array.isArray(ports) || !ports.some((port) => Object.hasOwn(Object(port), 'targetPort'))) return;
  refuse(
    construct,
    'patch.Service.spec.ports has a targetPort, and nothing translates ports outside the cluster. Use the port that it listens on.',
  );
}

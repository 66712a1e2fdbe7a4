import type { Construct } from 'constructs';
import type { Kinds, Patch } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import { checkPatch } from '../check-patch.ts';
import type { PropTable } from '../check-props.ts';
import { componentOf } from '../component.ts';
import { servicePorts, type NamedPort } from '../workload/ports.ts';
import { registerExternal, type ExternalTarget } from './external-targets.ts';
import type { IpAddress } from './ip-address.ts';
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

/** The Service of something outside the cluster, and with addresses one EndpointSlice an IP family. */
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
  for (const family of ['IPv4', 'IPv6'] as const) {
    const addresses = 'host' in location ? [] : location.addresses.filter((address) => address.family === family);
    if (addresses.length > 0)
      addEndpointSlice(construct, { ...common, name, family, addresses, ports, patch: props.patch?.EndpointSlice });
  }
  checkPatch(construct, props.patch);

  const target = { name, namespace, location, ports };
  registerExternal(construct, target);
  return target;
}

interface EndpointSliceOptions {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly family: IpAddress['family'];
  readonly addresses: readonly IpAddress[];
  readonly ports: readonly NamedPort[];
  readonly patch: object | undefined;
}

function addEndpointSlice(construct: Construct, options: EndpointSliceOptions): void {
  const { name, namespace, labels, family, addresses, ports, patch } = options;
  addObject(
    construct,
    {
      addressType: family,
      apiVersion: 'discovery.k8s.io/v1',
      endpoints: addresses.map(({ text }) => ({ addresses: [text], conditions: { ready: true } })),
      kind: 'EndpointSlice',
      metadata: {
        labels: {
          ...labels,
          'endpointslice.kubernetes.io/managed-by': 'kumiki',
          'kubernetes.io/service-name': name,
        },
        name: `${name}-${family.toLowerCase()}`,
        namespace,
      },
      ports: ports.map(({ appProtocol, name: portName, port, protocol }) => ({
        appProtocol,
        name: portName,
        port,
        protocol: protocol === 'TCP' ? undefined : protocol,
      })),
    },
    patch,
    `EndpointSlice-${family}`,
  );
}

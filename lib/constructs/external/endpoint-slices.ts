import type { Construct } from 'constructs';
import { addObject } from '../add-object.ts';
import type { NamedPort } from '../workload/ports.ts';
import type { IpAddress } from './ip-address.ts';

export interface EndpointSliceOptions {
  /** Of its Service. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly NamedPort[];
  readonly patch: object | undefined;
}

/** Source: pkg/apis/discovery/validation, `maxEndpoints`. */
const MOST_ENDPOINTS = 1000;

/** One EndpointSlice an IP family, `<name>-ipv4`; of more than 1000 addresses several, `<name>-ipv4-2` and so on. */
export function addEndpointSlices(
  construct: Construct,
  addresses: readonly IpAddress[],
  options: EndpointSliceOptions,
): void {
  for (const family of ['IPv4', 'IPv6'] as const) {
    const own = addresses.filter((address) => address.family === family);
    for (let first = 0; first < own.length; first += MOST_ENDPOINTS) {
      const suffix = first === 0 ? '' : `-${first / MOST_ENDPOINTS + 1}`;
      addEndpointSlice(construct, family, suffix, own.slice(first, first + MOST_ENDPOINTS), options);
    }
  }
}

function addEndpointSlice(
  construct: Construct,
  family: IpAddress['family'],
  suffix: string,
  addresses: readonly IpAddress[],
  { name, namespace, labels, ports, patch }: EndpointSliceOptions,
): void {
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
        name: `${name}-${family.toLowerCase()}${suffix}`,
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
    `EndpointSlice-${family}${suffix}`,
  );
}

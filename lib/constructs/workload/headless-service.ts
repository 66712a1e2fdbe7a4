import type { Construct } from 'constructs';
import { addObject } from '../add-object.ts';
import type { PropTable } from '../check-props.ts';
import { servicePorts, type NamedPort, type PortProps } from './ports.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

/** A port of a headless Service, which cannot offer another number than the container's: clients reach the Pods themselves. */
export interface HeadlessPortProps extends Omit<PortProps, 'service'> {}

export const HEADLESS_PORT = { port: 1, protocol: 1, appProtocol: 1 } as const satisfies PropTable<HeadlessPortProps>;

/** One port, named `http`, or several by name: the first is the one of `url()` and probes. */
export type HeadlessPorts = number | Readonly<Record<string, number | HeadlessPortProps>>;

export interface HeadlessServiceProps {
  /** Pods have an address before they are ready: for members that find each other while they start. @default false */
  readonly publishNotReadyAddresses?: boolean | undefined;
}

export const HEADLESS_SERVICE_PROPS = {
  publishNotReadyAddresses: 1,
} as const satisfies PropTable<HeadlessServiceProps>;

/** The Service that gives each Pod of a StatefulSet an address, and all of them together one. */
export function addHeadlessService(
  construct: Construct,
  props: HeadlessServiceProps,
  ports: readonly NamedPort[],
  identity: WorkloadIdentity,
  patch: object | undefined,
): void {
  const { name, namespace, instanceLabels: labels, selector } = identity;
  addObject(
    construct,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { labels, name, namespace },
      spec: {
        clusterIP: 'None',
        ports: servicePorts(ports),
        publishNotReadyAddresses: props.publishNotReadyAddresses || undefined,
        selector,
      },
    },
    patch,
  );
}

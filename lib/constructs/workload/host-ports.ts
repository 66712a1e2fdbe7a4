import type { PropTable } from '../check-props.ts';
import type { PortProps } from './ports.ts';

/** A port of a Pod that no Service offers, on its node too where it says so. */
export interface HostPortProps extends Pick<PortProps, 'port' | 'protocol'> {
  /** The number on the node, 1 to 65535. No Pod Security Standard but `privileged` allows it. @default none */
  readonly hostPort?: number | undefined;
  /** The one address of the node where it is offered. @default all */
  readonly hostIP?: string | undefined;
}

export const HOST_PORT = { port: 1, protocol: 1, hostPort: 1, hostIP: 1 } as const satisfies PropTable<HostPortProps>;

/** One port, named `http`, or several by name: the first is the one of probes. */
export type HostPorts = number | Readonly<Record<string, number | HostPortProps>>;

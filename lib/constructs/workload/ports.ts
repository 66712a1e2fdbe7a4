import type { Construct } from 'constructs';
import type { ContainerPort, ServicePort } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import type { HostPortProps, HostPorts } from './host-ports.ts';

export interface PortProps {
  /** The number that the container listens on, 1 to 65535. */
  readonly port: number;
  /** The number that the Service offers. @default the container's */
  readonly service?: number | undefined;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** The protocol inside, for gateways and meshes: `grpc`, `kubernetes.io/h2c`. @default none */
  readonly appProtocol?: string | undefined;
}

const PORT = { port: 1, service: 1, protocol: 1, appProtocol: 1 } as const satisfies PropTable<PortProps>;

/** One port, named `http`, or several by name: the first is the one of `url()`, probes and routes. */
export type Ports = number | Readonly<Record<string, number | PortProps>>;

export interface NamedPort extends PortProps, HostPortProps {
  readonly name: string;
}

/**
 * The ports in the order in which they were written. Refuses what is no port, and names that Kubernetes does not take.
 *
 * @param table the props that one port may have here
 */
export function namedPorts(
  construct: Construct,
  ports: Ports | HostPorts,
  where: string,
  table: Readonly<Record<string, 1>> = PORT,
): readonly NamedPort[] {
  if (typeof ports !== 'object') return [{ name: 'http', port: checkPort(construct, ports, where) }];
  const named = Object.entries(ports).map(([name, value]): NamedPort => {
    const props: Omit<NamedPort, 'name'> = typeof value === 'object' ? value : { port: value };
    checkProps(construct, props, table, `${where}.${name}`);
    checkPort(construct, props.port, `${where}.${name}`);
    if (props.service !== undefined) checkPort(construct, props.service, `${where}.${name}.service`);
    if (props.hostPort !== undefined) checkPort(construct, props.hostPort, `${where}.${name}.hostPort`);
    if (!isPortName(name)) {
      refuse(
        construct,
        `${where} has '${name}'. A port's name is at most 15 lower-case letters, digits and '-', with a letter among them.`,
      );
    }
    return { ...props, name };
  });
  if (named.length === 0) refuse(construct, `${where} is empty. Name a port: { http: 8080 }.`);
  checkNumbers(construct, named, where);
  return named;
}

/** Two ports of one number and protocol are one to a container, and to a Service. */
function checkNumbers(construct: Construct, ports: readonly NamedPort[], where: string): void {
  for (const [index, port] of ports.entries()) {
    const others = ports.slice(0, index).filter(({ protocol }) => (protocol ?? 'TCP') === (port.protocol ?? 'TCP'));
    const same = others.find((other) => other.port === port.port);
    const offered = others.find((other) => (other.service ?? other.port) === (port.service ?? port.port));
    if (same !== undefined) {
      refuse(
        construct,
        `${where}.${same.name} and ${where}.${port.name} are both ${port.port}. Give one of them another number.`,
      );
    } else if (offered !== undefined) {
      const number = port.service ?? port.port;
      refuse(
        construct,
        `${where}.${offered.name} and ${where}.${port.name} are both offered as ${number}. Give one of them another service number.`,
      );
    }
  }
}

/** Source: k8s.io/apimachinery/pkg/util/validation, `IsValidPortName`. */
function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}

export function checkPort(construct: Construct, port: number, where: string): number {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    refuse(construct, `${where} is ${String(port)}. A port is a whole number from 1 to 65535.`);
  }
  return port;
}

export function containerPorts(ports: readonly NamedPort[]): readonly ContainerPort[] {
  return ports.map(({ name, port, protocol, hostPort, hostIP }) => ({
    name,
    containerPort: port,
    hostIP,
    hostPort,
    protocol: protocol === 'TCP' ? undefined : protocol,
  }));
}

export function servicePorts(ports: readonly NamedPort[]): readonly ServicePort[] {
  return ports.map(({ name, port, service, protocol, appProtocol }) => ({
    name,
    appProtocol,
    port: service ?? port,
    protocol: protocol === 'TCP' ? undefined : protocol,
    targetPort: service === undefined || service === port ? undefined : name,
  }));
}

import type { Construct } from 'constructs';
import { namedPorts, type NamedPort } from '../workload/ports.ts';
import { refuse } from '../refuse.ts';

export interface ExternalPortProps {
  /** The number that it listens on, 1 to 65535. */
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** The protocol inside, for gateways and meshes: `kubernetes.io/h2c`. @default none */
  readonly appProtocol?: string | undefined;
}

/** Ports by name, the first is the one of `url()`; or one number, named `http`, or `https` with `tls`. */
export type ExternalPorts = number | Readonly<Record<string, number | ExternalPortProps>>;

const EXTERNAL_PORT = { port: 1, protocol: 1, appProtocol: 1 } as const satisfies Record<keyof ExternalPortProps, 1>;

/** What would translate a port elsewhere. */
const TRANSLATING = { service: 1, targetPort: 1 } as const;

/** The ports in the order in which they were written. None is translated: a headless Service cannot. */
export function externalPorts(construct: Construct, ports: ExternalPorts, tls: boolean): readonly NamedPort[] {
  const named = typeof ports === 'number' ? { [tls ? 'https' : 'http']: ports } : ports;
  const all = namedPorts(construct, named, 'ports', { ...EXTERNAL_PORT, ...TRANSLATING });
  const seen = new Set<string>();
  for (const { name, port, protocol = 'TCP', ...rest } of all) {
    const translating = Object.keys(TRANSLATING).find((key) => key in rest);
    if (translating !== undefined) {
      refuse(
        construct,
        `ports.${name}.${translating} translates a port, and nothing does that outside the cluster. Use the number that it listens on: ${name}: ${port}.`,
      );
    }
    const key = `${port}/${protocol}`;
    if (seen.has(key)) refuse(construct, `ports.${name} is ${key}, which another one is too. Name it once.`);
    seen.add(key);
  }
  return all;
}

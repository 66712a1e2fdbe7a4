import type { Construct } from 'constructs';
import type { Container, Probe as ProbeSpec } from '../../kubernetes.ts';
import { checkProps } from '../check-props.ts';
import { refuse } from '../refuse.ts';

export interface ProbeTiming {
  /** Seconds between two probes. @default 10 */
  readonly every?: number | undefined;
  /** Seconds until a probe counts as failed. @default 1 */
  readonly timeout?: number | undefined;
  /** Failures in a row before the Pod is not ready, or is restarted. @default 3 */
  readonly failures?: number | undefined;
  /** Seconds before the first probe. @default 0 */
  readonly delay?: number | undefined;
  /** Successes in a row before a `ready` probe counts again. @default 1 */
  readonly successes?: number | undefined;
  /** Seconds between the signal and the kill after a failed `live` or `startup` probe. @default the Pod's grace period */
  readonly gracePeriod?: number | undefined;
}
export interface HttpProbe extends ProbeTiming {
  /** The path: `/healthz`. */
  readonly http: string;
  /** A port by number or name. @default the first port */
  readonly port?: number | string | undefined;
  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS' | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly tcp?: undefined;
  readonly grpc?: undefined;
  readonly exec?: undefined;
}
export interface TcpProbe extends ProbeTiming {
  readonly tcp: true;
  readonly port?: number | string | undefined;
  readonly http?: undefined;
  readonly grpc?: undefined;
  readonly exec?: undefined;
}
export interface GrpcProbe extends ProbeTiming {
  /** `true`, or the service's name for grpc.health.v1. */
  readonly grpc: true | string;
  readonly port?: number | string | undefined;
  readonly http?: undefined;
  readonly tcp?: undefined;
  readonly exec?: undefined;
}
export interface ExecProbe extends ProbeTiming {
  /** The command, not through a shell. */
  readonly exec: readonly string[];
  readonly port?: undefined;
  readonly http?: undefined;
  readonly tcp?: undefined;
  readonly grpc?: undefined;
}
/** A path on the first port, or one of the long forms. */
export type Probe = string | HttpProbe | TcpProbe | GrpcProbe | ExecProbe;

export interface Probes {
  /** Until it succeeds the Pod gets no traffic. */
  readonly ready?: Probe | undefined;
  /** When it fails the container is restarted. */
  readonly live?: Probe | undefined;
  /** Until it succeeds the other two wait: for slow starters. */
  readonly startup?: Probe | undefined;
}

const PROBES = { ready: 1, live: 1, startup: 1 } as const satisfies Record<keyof Probes, 1>;
const PROBE = {
  http: 1, tcp: 1, grpc: 1, exec: 1, port: 1, scheme: 1, headers: 1,
  every: 1, timeout: 1, failures: 1, delay: 1, successes: 1, gracePeriod: 1,
} as const satisfies Record<keyof HttpProbe, 1>;

/** The three probes of a container. Their ports are named where the container names them. */
export function probesOf(construct: Construct, probes: Probes, firstPort: number | undefined, where: string): Partial<Container> {
  checkProps(construct, probes, PROBES, where);
  return {
    livenessProbe: probeOf(construct, probes.live, firstPort, `${where}.live`),
    readinessProbe: probeOf(construct, probes.ready, firstPort, `${where}.ready`),
    startupProbe: probeOf(construct, probes.startup, firstPort, `${where}.startup`),
  };
}

function probeOf(construct: Construct, probe: Probe | undefined, firstPort: number | undefined, where: string): ProbeSpec | undefined {
  if (probe === undefined) return undefined;
  const long: Exclude<Probe, string> = typeof probe === 'string' ? { http: probe } : probe;
  checkProps(construct, long, PROBE, where);
  const port = long.port ?? firstPort;
  if (port === undefined && long.exec === undefined) refuse(construct, `${where} has no port. Give it one: { …, port: 8080 }.`);
  return { ...timingOf(long), ...handlerOf(construct, long, port ?? 0, where) };
}

function handlerOf(construct: Construct, probe: Exclude<Probe, string>, port: number | string, where: string): ProbeSpec {
  if (probe.http !== undefined) {
    if (!probe.http.startsWith('/')) refuse(construct, `${where} is '${probe.http}'. A path starts with '/'.`);
    return {
      httpGet: {
        httpHeaders: probe.headers && Object.entries(probe.headers).map(([name, value]) => ({ name, value })),
        path: probe.http === '/' ? undefined : probe.http,
        port,
        scheme: probe.scheme === 'HTTPS' ? 'HTTPS' : undefined,
      },
    };
  }
  if (probe.exec !== undefined) return { exec: { command: probe.exec } };
  if (probe.tcp !== undefined) return { tcpSocket: { port } };
  if (probe.grpc !== undefined) {
    if (typeof port !== 'number') refuse(construct, `${where}.port is '${port}'. A gRPC probe needs the number.`);
    return { grpc: { port: Number(port), service: probe.grpc === true ? undefined : probe.grpc } };
  }
  refuse(construct, `${where} says nothing to ask. Use { http: '/path' }, { tcp: true }, { grpc: true } or { exec: [...] }.`);
  return {};
}

/** What equals the API's default is left out: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe */
function timingOf(timing: ProbeTiming): ProbeSpec {
  return {
    failureThreshold: unless(3, timing.failures),
    initialDelaySeconds: unless(0, timing.delay),
    periodSeconds: unless(10, timing.every),
    successThreshold: unless(1, timing.successes),
    terminationGracePeriodSeconds: timing.gracePeriod,
    timeoutSeconds: unless(1, timing.timeout),
  };
}

function unless(byDefault: number, value: number | undefined): number | undefined {
  return value === byDefault ? undefined : value;
}

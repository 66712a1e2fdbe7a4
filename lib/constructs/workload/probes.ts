import type { Construct } from 'constructs';
import type { Container, Probe as ProbeSpec } from '../../kubernetes.ts';
import { checkProps } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { optionalCount } from './optional-count.ts';
import { checkPort } from './ports.ts';

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
const TIMING = { every: 1, timeout: 1, failures: 1, delay: 1, successes: 1, gracePeriod: 1 } as const satisfies Record<
  keyof ProbeTiming,
  1
>;
/** The props of each form: the compiler takes those of one form in another. */
const FORMS = {
  http: { ...TIMING, http: 1, port: 1, scheme: 1, headers: 1 },
  tcp: { ...TIMING, tcp: 1, port: 1 },
  grpc: { ...TIMING, grpc: 1, port: 1 },
  exec: { ...TIMING, exec: 1 },
} as const satisfies Record<'http' | 'tcp' | 'grpc' | 'exec', Partial<Record<keyof HttpProbe, 1>>>;

/** The three probes of a container. */
export function probesOf(
  construct: Construct,
  probes: Probes,
  firstPort: number | undefined,
  where: string,
): Partial<Container> {
  checkProps(construct, probes, PROBES, where);
  return {
    livenessProbe: probeOf(construct, probes, 'live', firstPort, where),
    readinessProbe: probeOf(construct, probes, 'ready', firstPort, where),
    startupProbe: probeOf(construct, probes, 'startup', firstPort, where),
  };
}

function probeOf(
  construct: Construct,
  probes: Probes,
  name: keyof Probes,
  firstPort: number | undefined,
  above: string,
): ProbeSpec | undefined {
  const probe = probes[name];
  if (probe === undefined) return undefined;
  const where = `${above}.${name}`;
  const long: Exclude<Probe, string> = typeof probe === 'string' ? { http: probe } : probe;
  const form = (Object.keys(FORMS) as (keyof typeof FORMS)[]).find((key) => long[key] !== undefined);
  if (form === undefined) {
    refuse(
      construct,
      `${where} says nothing to ask. Use { http: '/path' }, { tcp: true }, { grpc: true } or { exec: [...] }.`,
    );
    return {};
  }
  checkProps(construct, long, FORMS[form], where);
  if (name === 'ready' && long.gracePeriod !== undefined)
    refuse(construct, `${where} has a gracePeriod, and never stops a container. Leave it out.`);
  if (name !== 'ready' && (long.successes ?? 1) !== 1)
    refuse(construct, `${where}.successes is ${String(long.successes)}. Only ready may ask for more than one.`);
  const port = long.port ?? firstPort;
  if (typeof port === 'number') checkPort(construct, port, `${where}.port`);
  else if (port === undefined && form !== 'exec')
    refuse(construct, `${where} has no port. Give it one: { …, port: 8080 }.`);
  return { ...timingOf(construct, long, where), ...handlerOf(construct, long, port ?? 0, where) };
}

function handlerOf(
  construct: Construct,
  probe: Exclude<Probe, string>,
  port: number | string,
  where: string,
): ProbeSpec {
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
  if (typeof port !== 'number') refuse(construct, `${where}.port is '${port}'. A gRPC probe needs the number.`);
  return { grpc: { port: typeof port === 'number' ? port : 0, service: probe.grpc === true ? undefined : probe.grpc } };
}

/** What equals the API's default is left out: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe */
function timingOf(construct: Construct, timing: ProbeTiming, where: string): ProbeSpec {
  const count = (prop: keyof ProbeTiming, least: number, byDefault?: number): number | undefined =>
    optionalCount(construct, timing[prop], `${where}.${prop}`, { least, byDefault });
  return {
    failureThreshold: count('failures', 1, 3),
    initialDelaySeconds: count('delay', 0, 0),
    periodSeconds: count('every', 1, 10),
    successThreshold: count('successes', 1, 1),
    terminationGracePeriodSeconds: count('gracePeriod', 1),
    timeoutSeconds: count('timeout', 1, 1),
  };
}

import type { Construct } from 'constructs';
import type { GatewayListener } from '../../kubernetes.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import type { Secret } from '../secret.ts';
import { checkPort } from '../workload/ports.ts';
import { checkRouteHost } from './route-host.ts';

/** The certificate of a listener. */
export interface GatewayTls {
  /** The Secret with `tls.crt` and `tls.key`, in the gateway's namespace. */
  readonly secret: string | Secret;
  /** @default 443 */
  readonly port?: number | undefined;
}

export interface ListenerProps {
  /** 1 to 65535. */
  readonly port: number;
  /** @default 'HTTPS' with `tls`, else 'HTTP' */
  readonly protocol?: 'HTTP' | 'HTTPS' | 'TLS' | 'TCP' | 'UDP' | undefined;
  /** A name, or one with `*.` before it. @default every host */
  readonly host?: string | undefined;
  /** The Secret with `tls.crt` and `tls.key`, in the gateway's namespace. @default none */
  readonly tls?: { readonly secret: string | Secret } | undefined;
}

const TLS = { secret: 1, port: 1 } as const satisfies PropTable<GatewayTls>;
const LISTENER = { port: 1, protocol: 1, host: 1, tls: 1 } as const satisfies PropTable<ListenerProps>;
const LISTENER_TLS = { secret: 1 } as const;

/** Source: https://gateway-api.sigs.k8s.io/reference/spec, `SectionName`. */
const LISTENER_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MOST_LISTENERS = 64;

/** What a gateway says of where it listens: the short form, or every listener by name. */
export interface ListenersProps {
  /** The one host of the gateway: a name, or one with `*.` before it. @default every host */
  readonly host?: string | undefined;
  /** A listener for HTTPS, named `https`, beside the one for HTTP. @default none */
  readonly tls?: GatewayTls | undefined;
  /** Every listener by name, instead of `host` and `tls`. @default `http` on port 80, and `https` with `tls` */
  readonly listeners?: Readonly<Record<string, ListenerProps>> | undefined;
}

export const LISTENERS_PROPS = { host: 1, tls: 1, listeners: 1 } as const satisfies PropTable<ListenersProps>;

export type Listener = Omit<GatewayListener, 'allowedRoutes'>;

export function listenersOf(construct: Construct, { host, tls, listeners }: ListenersProps): readonly Listener[] {
  if (tls !== undefined) checkProps(construct, tls, TLS, 'tls');
  if (listeners === undefined) {
    const http = listenerOf(construct, 'http', { host, port: 80 }, { host: 'host', port: 'port' });
    if (tls === undefined) return [http];
    const { secret, port = 443 } = tls;
    return [http, listenerOf(construct, 'https', { host, port, tls: { secret } }, { host: 'host', port: 'tls.port' })];
  }

  if (host !== undefined || tls !== undefined) {
    refuse(construct, `has both listeners and ${host === undefined ? 'tls' : 'host'}. Write it into the listener.`);
  }
  return namedListeners(construct, listeners);
}

function namedListeners(construct: Construct, listeners: Readonly<Record<string, ListenerProps>>): readonly Listener[] {
  const all = Object.entries(listeners).map(([name, listener]) => {
    const where = `listeners.${name}`;
    checkProps(construct, listener, LISTENER, where);
    if (listener.tls !== undefined) checkProps(construct, listener.tls, LISTENER_TLS, `${where}.tls`);
    if (!LISTENER_NAME.test(name)) {
      refuse(
        construct,
        `listeners has '${name}'. A listener's name is lower-case letters, digits, '-' and '.', at most 253 of them.`,
      );
    }
    if (listener.protocol === 'HTTPS' && listener.tls === undefined)
      refuse(construct, `${where} is HTTPS without a certificate. Add tls: { secret }.`);
    return listenerOf(construct, name, listener, { host: `${where}.host`, port: `${where}.port` });
  });
  if (all.length === 0 || all.length > MOST_LISTENERS) {
    refuse(construct, `listeners has ${all.length}. A gateway has 1 to ${MOST_LISTENERS}: { http: { port: 80 } }.`);
  }
  refuseTwins(construct, all);
  return all;
}

function listenerOf(
  construct: Construct,
  name: string,
  props: ListenerProps,
  where: { readonly host: string; readonly port: string },
): Listener {
  const { host, port, tls, protocol = tls === undefined ? 'HTTP' : 'HTTPS' } = props;
  if (host !== undefined) checkRouteHost(construct, host, where.host);
  return {
    hostname: host,
    name,
    port: checkPort(construct, port, where.port),
    protocol,
    tls: tls && { certificateRefs: [{ name: typeof tls.secret === 'string' ? tls.secret : tls.secret.name }] },
  };
}

/** Port, protocol and host together are unique. Source: the validation rules of the Gateway CRD. */
function refuseTwins(construct: Construct, listeners: readonly Listener[]): void {
  const names = new Map<string, string>();
  for (const { name, port, protocol, hostname = '' } of listeners) {
    const key = `${port} ${protocol} ${hostname}`;
    const twin = names.get(key);
    if (twin !== undefined)
      refuse(construct, `listeners.${name} is the same as listeners.${twin}. Give it another port or host.`);
    names.set(key, name);
  }
}

import { Construct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import type { Reference } from '../manifest/reference.ts';
import { checkProps, type PropTable } from './check-props.ts';
import type { Endpoint } from './endpoint.ts';
import { addExternal, EXTERNAL_PROPS, type ExternalProps } from './external/add-external.ts';
import { externalAddress } from './external/external-address.ts';
import { externalPorts, type ExternalPorts } from './external/external-ports.ts';
import type { Location } from './external/location.ts';
import { refuse } from './refuse.ts';
import { rememberSourceLine } from './source-line.ts';

export type ExternalServiceProps = Location &
  ExternalProps & {
    /** Ports by name, the first is the one of `url()`; or one number, named `http`, or `https` with `tls`. They are never translated. */
    readonly ports: ExternalPorts;
    /** `url()` starts with `https`. @default false */
    readonly tls?: boolean | undefined;
  };

const PROPS = { ...EXTERNAL_PROPS, ports: 1, tls: 1 } as const satisfies PropTable<ExternalServiceProps>;

/**
 * Something outside the cluster that Pods call. With a host, an ExternalName Service, so that other tools find it; Pods are told the
 * real host, which certificates and HTTP Host headers name. With addresses, a headless Service and one EndpointSlice an IP family.
 *
 * @example
 * const payments = new ExternalService(this, 'payments', { host: 'api.payments.example.com', ports: 443, tls: true });
 * const ldap = new ExternalService(this, 'ldap', { addresses: ['10.40.0.20', '10.40.0.21'], ports: { ldap: 389 } });
 */
export class ExternalService extends Construct implements Endpoint {
  readonly #ports: ReadonlyMap<string, number>;
  readonly #hostName: string;
  readonly #tls: boolean;
  /** The real host where there is one, else the name of its Service. */
  readonly host: Reference<string>;
  /** The first port. */
  readonly port: Reference<number>;

  constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const ports = externalPorts(this, props.ports, props.tls ?? false);

    const target = addExternal(this, props, ports);

    const { hostName, host, port } = externalAddress(this, target);
    this.#hostName = hostName;
    this.#ports = new Map(ports.map((named) => [named.name, named.port]));
    this.#tls = props.tls ?? false;
    this.host = host;
    this.port = port;
  }

  /**
   * `http://<host>:<port><path>`, `https` with `tls`; a port 80 or 443 of its scheme is left out.
   *
   * @param options.port a port by its name; the first where there is none
   */
  url(path = '', options: { readonly port?: string | undefined } = {}): Reference<string> {
    const number = this.#portNumber(options.port);
    const scheme = this.#tls ? 'https' : 'http';
    const port = number === (this.#tls ? 443 : 80) ? '' : `:${number}`;
    if (path !== '' && !path.startsWith('/')) refuse(this, `url('${path}'): a path starts with '/'.`);
    return EnvironmentRoot.of(this).references.create(
      () => this,
      () => `${scheme}://${this.#hostName}${port}${path}`,
    );
  }

  #portNumber(name: string | undefined): number {
    const number = name === undefined ? [...this.#ports.values()][0] : this.#ports.get(name);
    const known = [...this.#ports.keys()].join(', ');
    if (number === undefined) refuse(this, `has no port '${name}'. There are: ${known}.`, 'reference/unknown-port');
    return number ?? 0;
  }
}

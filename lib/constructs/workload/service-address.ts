import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { Reference } from '../../manifest/reference.ts';
import { refuse } from '../refuse.ts';
import type { NamedPort } from './ports.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

/** Where the Service of a workload is reached: references whose target is the workload. */
export class ServiceAddress {
  readonly #construct: Construct;
  readonly #hostName: string;
  readonly #ports: ReadonlyMap<string, number>;
  readonly host: Reference<string>;
  readonly port: Reference<number>;

  constructor(construct: Construct, identity: WorkloadIdentity, ports: readonly NamedPort[]) {
    this.#construct = construct;
    this.#hostName = `${identity.name}.${identity.namespace}.svc`;
    this.#ports = new Map(ports.map((port) => [port.name, port.service ?? port.port]));
    this.host = this.#refer(() => this.#hostName);
    this.port = this.#refer(() => this.#portNumber(undefined));
  }

  /**
   * `http://<host>:<port><path>`, `https` where the port is named so or is 443; a port 80 or 443 of its scheme is left out.
   *
   * @param portName the first port where there is none
   */
  url(path: string, portName: string | undefined): Reference<string> {
    const number = this.#portNumber(portName);
    const name = portName ?? [...this.#ports.keys()][0];
    const scheme = name === 'https' || number === 443 ? 'https' : 'http';
    const port = number === (scheme === 'https' ? 443 : 80) ? '' : `:${number}`;
    if (path !== '' && !path.startsWith('/')) refuse(this.#construct, `url('${path}'): a path starts with '/'.`);
    return this.#refer(() => `${scheme}://${this.#hostName}${port}${path}`);
  }

  /** The address of one Pod, in a headless Service that governs it. */
  hostOf(pod: string): Reference<string> {
    return this.#refer(() => `${pod}.${this.#hostName}`);
  }

  #refer<T extends string | number>(value: () => T): Reference<T> {
    return EnvironmentRoot.of(this.#construct).references.create(() => this.#construct, value);
  }

  #portNumber(name: string | undefined): number {
    const number = name === undefined ? [...this.#ports.values()][0] : this.#ports.get(name);
    if (number === undefined) {
      const known = [...this.#ports.keys()].join(', ');
      refuse(this.#construct, `has no port '${name}'. There are: ${known}.`, 'reference/unknown-port');
    }
    return number ?? 0;
  }
}

import { Construct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import type { Reference } from '../manifest/reference.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import type { Endpoint } from './endpoint.ts';
import { refuse } from './refuse.ts';
import { rememberSourceLine } from './source-line.ts';
import { addDeployment, DEPLOYMENT_PROPS, type DeploymentKinds, type DeploymentProps, type Patches } from './workload/deployment.ts';
import { namedPorts, type Ports } from './workload/ports.ts';
import { addService, SERVICE_PROPS, type ServiceProps } from './workload/service.ts';
import { registerWorkload } from './workload/workloads.ts';

export interface WebServicePatch extends Patches<DeploymentKinds | 'Service' | 'NetworkPolicy'> {}

export interface WebServiceProps extends DeploymentProps, ServiceProps {
  /** One port, named `http`, or several by name: the first is the one of `url()`, probes and routes. */
  readonly port: Ports;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: WebServicePatch | undefined;
}

const PROPS = { ...DEPLOYMENT_PROPS, ...SERVICE_PROPS, port: 1, patch: 1 } as const satisfies PropTable<WebServiceProps>;

/**
 * A service that answers calls: a ServiceAccount, a Deployment and a Service; a HorizontalPodAutoscaler with `replicas: { min, max, cpu }`,
 * a PodDisruptionBudget from two Pods up. All are named `<application>-<id>`.
 *
 * @example
 * new WebService(this, 'api', {
 *   image: this.image('api'),
 *   port: 8080,
 *   replicas: 2,
 *   env: { DB_HOST: database.host },
 *   probes: { ready: '/healthz' },
 *   resources: { cpu: '100m', memory: '128Mi' },
 * });
 */
export class WebService extends Construct implements Endpoint {
  readonly #ports: ReadonlyMap<string, number>;
  readonly #hostName: string;
  readonly host: Reference<string>;
  readonly port: Reference<number>;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const ports = namedPorts(this, props.port, 'port');

    const identity = addDeployment(this, props, ports);
    addService(this, props, ports, identity, props.patch?.Service);
    registerWorkload(this, { identity, ports, props });
    checkPatch(this, props.patch, ['NetworkPolicy']);

    const { references } = EnvironmentRoot.of(this);
    this.#hostName = `${identity.name}.${identity.namespace}.svc`;
    this.#ports = new Map(ports.map((port) => [port.name, port.service ?? port.port]));
    this.host = references.create(() => this, () => this.#hostName);
    this.port = references.create(() => this, () => this.#portNumber(undefined));
  }

  /**
   * `http://<host>:<port><path>`, `https` where the port is named so or is 443; a port 80 or 443 of its scheme is left out.
   *
   * @param options.port a port by its name; the first where there is none
   */
  url(path = '', options: { readonly port?: string | undefined } = {}): Reference<string> {
    const number = this.#portNumber(options.port);
    const name = options.port ?? [...this.#ports.keys()][0];
    const scheme = name === 'https' || number === 443 ? 'https' : 'http';
    const port = number === (scheme === 'https' ? 443 : 80) ? '' : `:${number}`;
    if (path !== '' && !path.startsWith('/')) refuse(this, `url('${path}'): a path starts with '/'.`);
    return EnvironmentRoot.of(this).references.create(() => this, () => `${scheme}://${this.#hostName}${port}${path}`);
  }

  #portNumber(name: string | undefined): number {
    const number = name === undefined ? [...this.#ports.values()][0] : this.#ports.get(name);
    if (number === undefined) refuse(this, `has no port '${name}'. There are: ${[...this.#ports.keys()].join(', ')}.`, 'reference/unknown-port');
    return number ?? 0;
  }
}

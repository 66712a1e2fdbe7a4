import { Construct } from 'constructs';
import type { Reference } from '../manifest/reference.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import type { Endpoint } from './endpoint.ts';
import { rememberSourceLine } from './source-line.ts';
import {
  addDeployment,
  DEPLOYMENT_PROPS,
  type DeploymentKinds,
  type DeploymentProps,
  type Patches,
} from './workload/deployment.ts';
import { namedPorts, type Ports } from './workload/ports.ts';
import { twinSuffix } from './workload/progressive/argo-rollout.ts';
import { addFlaggerCanary } from './workload/progressive/flagger-canary.ts';
import { progressOf, splitOf } from './workload/progressive/progress.ts';
import type { Strategy } from './workload/progressive/strategy.ts';
import { ServiceAddress } from './workload/service-address.ts';
import { addService, SERVICE_PROPS, type ServiceProps } from './workload/service.ts';
import { registerWorkload } from './workload/workloads.ts';

export interface WebServicePatch extends Patches<
  DeploymentKinds | 'Service' | 'NetworkPolicy' | 'Rollout' | 'Canary'
> {}

export interface WebServiceProps extends DeploymentProps, ServiceProps {
  /** One port, named `http`, or several by name: the first is the one of `url()`, probes and routes. */
  readonly port: Ports;
  /**
   * `blueGreen({ … })` or `canary({ steps })`: a new revision is tried before it takes over, by the controller that the environment's
   * `progressive` names. Instead of `rollout`. @default it just rolls
   */
  readonly strategy?: Strategy | undefined;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: WebServicePatch | undefined;
}

const PROPS = {
  ...DEPLOYMENT_PROPS,
  ...SERVICE_PROPS,
  port: 1,
  strategy: 1,
  patch: 1,
} as const satisfies PropTable<WebServiceProps>;

/**
 * A service that answers calls: a ServiceAccount, a Deployment and a Service; a HorizontalPodAutoscaler with `replicas: { min, max, cpu }`,
 * a PodDisruptionBudget from two Pods up. All are named `<application>-<id>`. With a `strategy` the Deployment becomes a Rollout with a
 * second Service, or stays and has a Flagger Canary, which makes the Services.
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
  readonly #address: ServiceAddress;
  readonly host: Reference<string>;
  readonly port: Reference<number>;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const ports = namedPorts(this, props.port, 'port');

    const progress = progressOf(this, props);
    const identity = addDeployment(this, props, ports, progress);
    if (progress?.tool === 'flagger')
      addFlaggerCanary(this, props, progress.strategy, ports, identity, props.patch?.Canary);
    else addService(this, props, ports, identity, props.patch?.Service, progress && twinSuffix(progress.strategy));
    registerWorkload(this, { identity, ports, props, split: progress && splitOf(progress, identity.name) });
    checkPatch(this, props.patch, ['NetworkPolicy']);

    this.#address = new ServiceAddress(this, identity, ports);
    this.host = this.#address.host;
    this.port = this.#address.port;
  }

  /**
   * `http://<host>:<port><path>`, `https` where the port is named so or is 443; a port 80 or 443 of its scheme is left out.
   *
   * @param options.port a port by its name; the first where there is none
   */
  url(path = '', options: { readonly port?: string | undefined } = {}): Reference<string> {
    return this.#address.url(path, options.port);
  }
}

import { Construct } from 'constructs';
import type { Reference } from '../manifest/reference.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import type { Endpoint } from './endpoint.ts';
import { refuse } from './refuse.ts';
import { rememberSourceLine } from './source-line.ts';
import type { Patches } from './workload/deployment.ts';
import {
  addHeadlessService,
  HEADLESS_PORT,
  HEADLESS_SERVICE_PROPS,
  type HeadlessPorts,
  type HeadlessServiceProps,
} from './workload/headless-service.ts';
import { namedPorts } from './workload/ports.ts';
import { ServiceAddress } from './workload/service-address.ts';
import {
  addStatefulSet,
  STATEFUL_SET_PROPS,
  type StatefulSetKinds,
  type StatefulSetProps,
} from './workload/stateful-set.ts';
import { registerWorkload } from './workload/workloads.ts';

export interface StatefulServicePatch extends Patches<StatefulSetKinds | 'Service' | 'NetworkPolicy'> {}

export interface StatefulServiceProps extends StatefulSetProps, HeadlessServiceProps {
  /** One port, named `http`, or several by name: the first is the one of `url()` and probes. */
  readonly port: HeadlessPorts;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: StatefulServicePatch | undefined;
}

const PROPS = {
  ...STATEFUL_SET_PROPS,
  ...HEADLESS_SERVICE_PROPS,
  port: 1,
  patch: 1,
} as const satisfies PropTable<StatefulServiceProps>;

/**
 * A service whose Pods keep their names and volumes, such as a database: a ServiceAccount, a StatefulSet, and the headless Service that
 * gives each Pod an address; a HorizontalPodAutoscaler with `replicas: { min, max, cpu }`, a PodDisruptionBudget from two Pods up. All are
 * named `<application>-<id>`.
 *
 * Kubernetes takes no change of `storage` and `podManagement` once it is there: give the changed one a new id, and move the data.
 *
 * @example
 * const store = new StatefulService(this, 'store', {
 *   image: this.image('store'),
 *   port: { client: 2379, peer: 2380 },
 *   replicas: 3,
 *   storage: { '/var/lib/store': '10Gi' },
 * });
 * const first = store.hostOf(0);
 */
export class StatefulService extends Construct implements Endpoint {
  readonly #address: ServiceAddress;
  readonly #name: string;
  readonly #mostPods: number;
  readonly host: Reference<string>;
  readonly port: Reference<number>;

  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const ports = namedPorts(this, props.port, 'port', HEADLESS_PORT);

    const identity = addStatefulSet(this, props, ports);
    addHeadlessService(this, props, ports, identity, props.patch?.Service);
    registerWorkload(this, { identity, ports, peers: true, props });
    checkPatch(this, props.patch, ['NetworkPolicy']);

    const { replicas = 1 } = props;
    this.#address = new ServiceAddress(this, identity, ports);
    this.#name = identity.name;
    this.#mostPods = typeof replicas === 'number' ? replicas : replicas.max;
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

  /**
   * The address of one Pod: `users-store-0.users-store.users.svc`.
   *
   * @param index from 0 to one less than the most replicas
   */
  hostOf(index: number): Reference<string> {
    if (!Number.isInteger(index) || index < 0 || index >= this.#mostPods) {
      const message = `hostOf(${index}): there is no such Pod. There are ${this.#mostPods}, counted from 0.`;
      refuse(this, message, 'reference/unknown-pod');
    }
    return this.#address.hostOf(`${this.#name}-${index}`);
  }
}

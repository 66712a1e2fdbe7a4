import type { IConstruct } from 'constructs';

/** A gateway as routes name it. */
export interface GatewayTarget {
  readonly construct: IConstruct;
  readonly name: string;
  readonly namespace: string;
  /** What an Ingress names, where routes become Ingresses. */
  readonly ingressClass: string;
}

/** What a route says of its gateway: the construct, this environment's by its id, or the platform's `name` or `namespace/name`. */
export type GatewayName = IConstruct | string;

/** The gateways of one environment, and who uses them. Asked when it is rendered: applications are made in any order. */
export class Gateways {
  readonly #byConstruct = new Map<IConstruct, GatewayTarget>();
  readonly #byName = new Map<string, GatewayTarget[]>();
  readonly #users: { readonly gateway: GatewayName; readonly namespace: string }[] = [];

  /** Those of a construct's environment. */
  static of(construct: IConstruct): Gateways {
    const { root } = construct.node;
    const known = byEnvironment.get(root);
    if (known !== undefined) return known;
    const gateways = new Gateways();
    byEnvironment.set(root, gateways);
    return gateways;
  }

  add(gateway: GatewayTarget): void {
    this.#byConstruct.set(gateway.construct, gateway);
    for (const name of new Set([gateway.construct.node.id, `${gateway.namespace}/${gateway.name}`])) {
      const named = this.#byName.get(name);
      if (named === undefined) this.#byName.set(name, [gateway]);
      else named.push(gateway);
    }
  }

  /** A route in `namespace` uses a gateway. */
  use(gateway: GatewayName, namespace: string): void {
    this.#users.push({ gateway, namespace });
  }

  /** Every gateway that a route may mean: none where it is the platform's. */
  find(gateway: GatewayName): readonly GatewayTarget[] {
    if (typeof gateway === 'string') return this.#byName.get(gateway) ?? [];
    // In its own environment: that it is another one is found where the reference is rendered.
    const target = Gateways.of(gateway).#byConstruct.get(gateway);
    return target === undefined ? [] : [target];
  }

  /** The namespaces of the routes that use a gateway, sorted. */
  namespacesThatUse(gateway: IConstruct): readonly string[] {
    const using = this.#users.filter((user) => this.find(user.gateway).some(({ construct }) => construct === gateway));
    return [...new Set(using.map(({ namespace }) => namespace))].toSorted();
  }
}

const byEnvironment = new WeakMap<IConstruct, Gateways>();

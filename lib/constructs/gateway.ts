import { Construct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import type { GatewayAllowedRoutes, Kinds, Patch } from '../kubernetes.ts';
import { addObject } from './add-object.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { componentOf, type Component } from './component.ts';
import { refuse, report } from './refuse.ts';
import { allowedRoutesOf, type AllowedRoutes } from './routing/allowed-routes.ts';
import { Gateways } from './routing/gateways.ts';
import { LISTENERS_PROPS, listenersOf, type ListenersProps } from './routing/listeners.ts';
import { rememberSourceLine } from './source-line.ts';

export interface GatewayProps extends ListenersProps {
  /** The GatewayClass: which implementation makes the load balancer. Required where there is no `existing`. */
  readonly class?: string | undefined;
  /** A gateway of the platform, instead of one of its own: nothing is emitted. Its `name` is this one's id by default. @default none */
  readonly existing?: { readonly namespace: string; readonly name?: string | undefined } | undefined;
  /**
   * Whose routes may use it: `needed` are the namespaces of the environment's routes that name it, a record is labels of namespaces.
   *
   * @default 'needed'
   */
  readonly allowedRoutes?: AllowedRoutes | undefined;
  /** On the Gateway. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** On the Gateway. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: { readonly Gateway?: Patch<Kinds['Gateway']> | undefined } | undefined;
}

const PROPS = {
  ...LISTENERS_PROPS,
  class: 1,
  existing: 1,
  allowedRoutes: 1,
  labels: 1,
  annotations: 1,
  patch: 1,
} as const satisfies PropTable<GatewayProps>;

const EXISTING = { namespace: 1, name: 1 } as const;

/**
 * The load balancer in front of an environment: a Gateway of the Gateway API, which routes of all applications name by its id. With
 * `existing`, the platform's. Where `routing` is `ingress` it emits nothing, and stands for the ingress class `class`.
 *
 * @example
 * new Gateway(this, 'public', { class: 'cloud', host: '*.example.com', tls: { secret: 'example-com' } });
 * new Gateway(this, 'shared', { existing: { namespace: 'platform', name: 'entrance' } });
 */
export class Gateway extends Construct {
  readonly #gateway = true;

  constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const component = componentOf(this);
    const { existing } = props;
    if (existing === undefined) this.#addGateway(props, component);
    else refuseBesideExisting(this, props);

    Gateways.of(this).add({
      construct: this,
      name: existing === undefined ? component.name : (existing.name ?? id),
      namespace: existing?.namespace ?? component.namespace,
      ingressClass: props.class ?? existing?.name ?? id,
    });
  }

  #addGateway(props: GatewayProps, { name, namespace, labels }: Component): void {
    const { class: gatewayClassName } = props;
    if (gatewayClassName === undefined) {
      refuse(
        this,
        "has no class. Name the GatewayClass, class: 'istio', or the platform's gateway, existing: { namespace: 'platform' }.",
      );
    }
    const listeners = listenersOf(this, props);
    if (EnvironmentRoot.of(this).routing === 'ingress') {
      const message = `${this.node.path}: emits nothing, as routes become Ingresses here (routing: 'ingress').`;
      report(this, { rule: 'practice/gateway-of-ingress', severity: 'info', message });
      return;
    }

    // A getter: routes are made after their gateway.
    const allowed = (): GatewayAllowedRoutes | undefined =>
      allowedRoutesOf(this, props.allowedRoutes ?? 'needed', namespace);
    addObject(
      this,
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { annotations: props.annotations, labels: { ...labels, ...props.labels }, name, namespace },
        spec: {
          gatewayClassName: gatewayClassName ?? '',
          listeners: listeners.map((listener) => ({
            ...listener,
            get allowedRoutes() {
              return allowed();
            },
          })),
        },
      },
      props.patch?.Gateway,
    );
    checkPatch(this, props.patch);
  }
}

/** What is said of a gateway that others make would be silently ignored. */
function refuseBesideExisting(gateway: Gateway, props: GatewayProps): void {
  if (props.existing !== undefined) checkProps(gateway, props.existing, EXISTING, 'existing');
  const said = Object.entries(props).filter(([name, value]) => name !== 'existing' && value !== undefined);
  for (const [name] of said) {
    if (Object.hasOwn(PROPS, name))
      refuse(gateway, `has both existing and ${name}. The platform says what its gateway is: leave out ${name}.`);
  }
}

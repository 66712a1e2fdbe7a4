import { Construct, type IConstruct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import type { Kinds, Patch } from '../kubernetes.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { componentOf } from './component.ts';
import type { Gateway } from './gateway.ts';
import { refuse } from './refuse.ts';
import { backendsOf, type RouteTargets } from './routing/backends.ts';
import { Gateways } from './routing/gateways.ts';
import { addHttpRoute } from './routing/http-route.ts';
import { addIngress } from './routing/ingress.ts';
import { checkMatches, type Match } from './routing/match.ts';
import { checkRouteHost } from './routing/route-host.ts';
import type { RoutePlan } from './routing/route-plan.ts';
import { addFlaggerRoute, addSplitRoute, isMadeByFlagger, trySplitBackend } from './routing/split-route.ts';
import type { Secret } from './secret.ts';
import { rememberSourceLine } from './source-line.ts';

export interface RoutePatch {
  readonly HTTPRoute?: Patch<Kinds['HTTPRoute']> | undefined;
  readonly Ingress?: Patch<Kinds['Ingress']> | undefined;
}

export interface RouteProps {
  /**
   * A Gateway, or a name: a Gateway of this environment by its id, else the platform's `name` or `namespace/name`. With
   * `routing: 'ingress'`, the ingress class.
   */
  readonly gateway: string | Gateway;
  /** Names, or names with `*.` before them. @default those of the gateway */
  readonly host?: string | readonly string[] | undefined;
  /** Which requests it takes: one of these must hold. `[{ path: '/' }]` takes all. */
  readonly matches: readonly Match[];
  /** Where they go: to the first port of one service, or to several in proportion to their weights. */
  readonly to: RouteTargets;
  /** How long a request may take: `30s`, `1m30s`. Not with `routing: 'ingress'`. @default the gateway's own */
  readonly timeout?: string | undefined;
  /** The gateway's listener by its name. Not with `routing: 'ingress'`. @default all that take its hosts */
  readonly listener?: string | undefined;
  /** The certificate's Secret with `routing: 'ingress'`; else it is the gateway's. @default none */
  readonly tls?: { readonly secret: string | Secret } | undefined;
  /** On the route. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** On the route. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: RoutePatch | undefined;
}

const PROPS = {
  gateway: 1,
  host: 1,
  matches: 1,
  to: 1,
  timeout: 1,
  listener: 1,
  tls: 1,
  labels: 1,
  annotations: 1,
  patch: 1,
} as const satisfies PropTable<RouteProps>;
const TLS = { secret: 1 } as const;

/** Source: https://gateway-api.sigs.k8s.io/geps/gep-2257 */
const DURATION = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const MOST_HOSTS = 16;

/**
 * Leads requests from outside to a service: an HTTPRoute of the Gateway API, or an Ingress where the environment says
 * `routing: 'ingress'`. A service of another namespace gets the ReferenceGrant that the route needs. Requests to a service with a canary
 * are split between its revisions, by weights that its controller sets; Flagger makes the HTTPRoute of such a service itself.
 *
 * @example
 * new Route(this, 'users', { gateway: 'public', matches: [{ method: 'GET', path: '/users' }], to: this.api });
 */
export class Route extends Construct {
  readonly #route = true;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const plan = this.#planOf(props);

    if (EnvironmentRoot.of(this).routing === 'ingress') this.#addIngress(plan, props);
    else this.#addHttpRoute(plan, props);
    checkPatch(this, props.patch);
  }

  static is(construct: IConstruct): construct is Route {
    return #route in construct;
  }

  #planOf(props: RouteProps): Omit<RoutePlan, 'patch'> {
    const { name, namespace, labels } = componentOf(this);
    const hosts = [props.host ?? []].flat();
    for (const host of hosts) checkRouteHost(this, host, 'host');
    if (hosts.length > MOST_HOSTS)
      refuse(this, `host has ${hosts.length} names. A route has at most ${MOST_HOSTS}: make several.`);
    return {
      metadata: { annotations: props.annotations, labels: { ...labels, ...props.labels }, name, namespace },
      hosts,
      matches: checkMatches(this, props.matches),
      backends: backendsOf(this, props.to),
    };
  }

  #addHttpRoute(plan: Omit<RoutePlan, 'patch'>, props: RouteProps): void {
    const { gateway, listener, timeout, tls, patch } = props;
    if (tls !== undefined)
      refuse(
        this,
        "tls is the gateway's: new Gateway(…, { tls: { secret } }). A route has it with routing: 'ingress' alone.",
      );
    if (timeout !== undefined && !DURATION.test(timeout))
      refuse(this, `timeout is ${JSON.stringify(timeout)}. Use hours, minutes, seconds: 30s, 1m30s.`);
    if (typeof gateway === 'string' && !/^([^/]+\/)?[^/]+$/.test(gateway)) {
      refuse(
        this,
        `gateway is ${JSON.stringify(gateway)}. Use the id of a Gateway, or the platform's name or namespace/name.`,
      );
    }
    const split = trySplitBackend(plan);
    if (split !== undefined && isMadeByFlagger(this, split)) {
      addFlaggerRoute(this, plan, split, props, { gateway, listener });
      return;
    }
    addHttpRoute(this, { ...plan, patch: patch?.HTTPRoute }, { gateway, listener }, timeout);
    if (split !== undefined) addSplitRoute(this, plan, split);
  }

  #addIngress(plan: Omit<RoutePlan, 'patch'>, { gateway, listener, timeout, tls, patch }: RouteProps): void {
    if (tls !== undefined) checkProps(this, tls, TLS, 'tls');
    for (const [name, value] of Object.entries({ listener, timeout })) {
      if (value !== undefined)
        refuse(
          this,
          `${name} is '${value}'. An Ingress has none: leave it out, or use annotations that its controller reads.`,
        );
    }
    const ingressClass = typeof gateway === 'string' ? gateway : Gateways.of(this).find(gateway)[0]?.ingressClass;
    addIngress(this, { ...plan, patch: patch?.Ingress }, ingressClass ?? '', tls?.secret);
    const split = trySplitBackend(plan);
    if (split !== undefined) addSplitRoute(this, plan, split);
  }
}

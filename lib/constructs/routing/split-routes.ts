import type { IConstruct } from 'constructs';
import type { HTTPRouteParentRef } from '../../kubernetes.ts';
import type { CheckedMatch } from './match.ts';

/** A route whose requests are split between two revisions of a service. */
export interface SplitRoute {
  /** The Route. */
  readonly construct: IConstruct;
  /** Of its HTTPRoute or Ingress. */
  readonly name: string;
  readonly namespace: string;
  readonly hosts: readonly string[];
  readonly matches: readonly CheckedMatch[];
  readonly timeout: string | undefined;
  /** Undefined for an Ingress. Asked when it is rendered: the gateway may be made after its routes. */
  readonly parentRef: (() => HTTPRouteParentRef) | undefined;
}

/** The routes of one environment that lead to a canary, by service. Asked when it is rendered: routes are made after what they lead to. */
export class SplitRoutes {
  readonly #byService = new Map<IConstruct, SplitRoute[]>();

  /** Those of a construct's environment. */
  static of(construct: IConstruct): SplitRoutes {
    const { root } = construct.node;
    const known = byEnvironment.get(root);
    if (known !== undefined) return known;
    const routes = new SplitRoutes();
    byEnvironment.set(root, routes);
    return routes;
  }

  add(service: IConstruct, route: SplitRoute): void {
    this.#byService.set(service, [...this.to(service), route]);
  }

  /** Sorted by name, so that the order in which they were made does not show. */
  to(service: IConstruct): readonly SplitRoute[] {
    return (this.#byService.get(service) ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Every service that has such a route. */
  services(): readonly IConstruct[] {
    return [...this.#byService.keys()];
  }
}

const byEnvironment = new WeakMap<IConstruct, SplitRoutes>();

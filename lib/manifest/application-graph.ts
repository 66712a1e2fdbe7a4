import type { Dependency } from './dependencies.ts';

/** One application uses an address or a name of another. */
export interface ApplicationEdge {
  readonly from: string;
  readonly to: string;
}

/** Which application refers to which, each pair once, sorted. From references alone: what `requires` says is another matter. */
export function applicationGraph(dependencies: readonly Dependency[]): readonly ApplicationEdge[] {
  const edges = new Map<string, ApplicationEdge>();
  for (const dependency of dependencies) {
    const from = applicationOf(dependency.from);
    const to = applicationOf(dependency.to);
    if (from !== undefined && to !== undefined && from !== to) edges.set(`${from}\0${to}`, { from, to });
  }
  return [...edges].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

function applicationOf(construct: Dependency['from']): string | undefined {
  return construct.node.scopes[1]?.node.id;
}

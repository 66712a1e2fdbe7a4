import type { Finding } from '../errors.ts';
import type { RenderedObject } from '../manifest/object.ts';
import type { RenderedEnvironment } from '../manifest/rendered-environment.ts';
import { objectFinding } from './object-finding.ts';
import { routeMatches } from './route-matches.ts';
import { identityOf } from './rules/duplicate-objects.ts';

type Checked = Pick<RenderedEnvironment, 'name' | 'objects' | 'preview'>;

/**
 * Environments that share a cluster must not make the same object, nor a preview answer what another environment does. Remembers identities
 * only of clusters that more than one environment names, so that memory stays that of one environment.
 */
export class SharedClusters {
  readonly #shared: ReadonlySet<string>;
  readonly #owners = new Map<string, string>();
  readonly #routes = new Map<string, string>();
  readonly #previews = new Set<string>();

  /** @param clusters the cluster of every environment of the repository */
  constructor(clusters: readonly string[]) {
    this.#shared = new Set(clusters.filter((cluster, index) => clusters.indexOf(cluster) !== index));
  }

  check(cluster: string, environment: Checked): readonly Finding[] {
    if (!this.#shared.has(cluster)) return [];
    if (environment.preview !== undefined) this.#previews.add(environment.name);
    return environment.objects.flatMap((rendered) => [
      ...this.#checkObject(cluster, environment, rendered),
      ...this.#checkRoute(cluster, environment, rendered),
    ]);
  }

  #checkObject(cluster: string, { name, preview }: Checked, rendered: RenderedObject): readonly Finding[] {
    const owner = ownerOf(this.#owners, `${cluster}|${identityOf(rendered)}`, name);
    if (owner === name) return [];
    const advice =
      preview === undefined
        ? 'Give one of them other namespaces: namespace: (application) => …'
        : 'A preview makes it in a namespace of its own: take that from the application, or make it where environment.preview is undefined.';
    const message = `${owner} makes it too, and both environments name the cluster '${cluster}'. ${advice}`;
    return [objectFinding(name, rendered, { rule: 'reference/shared-cluster', severity: 'error', message })];
  }

  #checkRoute(cluster: string, { name }: Checked, rendered: RenderedObject): readonly Finding[] {
    const taken = routeMatches(rendered.object).flatMap(({ key, shown }) => {
      const owner = ownerOf(this.#routes, `${cluster}|${key}`, name);
      return owner !== name && (this.#previews.has(name) || this.#previews.has(owner)) ? [{ owner, shown }] : [];
    });
    const [first] = taken;
    if (first === undefined) return [];
    const message = `${first.owner} answers ${first.shown} too, at the same gateway, and only the older route gets requests. Give a preview's another host, by environment.preview.`;
    return [objectFinding(name, rendered, { rule: 'reference/shared-route', severity: 'warning', message })];
  }
}

/** Whoever came first. */
function ownerOf(owners: Map<string, string>, key: string, name: string): string {
  const owner = owners.get(key) ?? name;
  owners.set(key, owner);
  return owner;
}

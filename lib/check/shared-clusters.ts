import type { Finding } from '../errors.ts';
import type { RenderedEnvironment } from '../manifest/rendered-environment.ts';
import { objectFinding } from './object-finding.ts';
import { identityOf } from './rules/duplicate-objects.ts';

/**
 * Environments that share a cluster must not make the same object. Remembers identities only of clusters that more than one environment names,
 * so that memory stays that of one environment.
 */
export class SharedClusters {
  readonly #shared: ReadonlySet<string>;
  readonly #owners = new Map<string, string>();

  /** @param clusters the cluster of every environment of the repository */
  constructor(clusters: readonly string[]) {
    this.#shared = new Set(clusters.filter((cluster, index) => clusters.indexOf(cluster) !== index));
  }

  check(cluster: string, { name, objects }: Pick<RenderedEnvironment, 'name' | 'objects'>): readonly Finding[] {
    if (!this.#shared.has(cluster)) return [];
    const findings: Finding[] = [];
    for (const rendered of objects) {
      const identity = `${cluster}|${identityOf(rendered)}`;
      const owner = this.#owners.get(identity);
      if (owner === undefined) this.#owners.set(identity, name);
      else if (owner !== name) {
        const message = `${owner} makes it too, and both environments name the cluster '${cluster}'. Give one of them other namespaces: namespace: (application) => …`;
        findings.push(objectFinding(name, rendered, { rule: 'reference/shared-cluster', severity: 'error', message }));
      }
    }
    return findings;
  }
}

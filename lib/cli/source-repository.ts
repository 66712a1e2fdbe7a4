import { repositoryData } from '../environment/data/repository-data.ts';
import { propsOf } from '../environment/define-environment.ts';
import type { LoadedRepository } from '../environment/load/load-environments.ts';
import type { EnvironmentSource } from '../tree/build-tree.ts';

export interface SourceRepository {
  readonly sources: readonly EnvironmentSource[];
  /** The cluster of every environment. */
  readonly clusters: readonly string[];
  /** Every file that was looked at so far, absolute; the data of environments joins while they are built. */
  readonly inputs: ReadonlySet<string>;
}

/** What `synth` needs of a loaded repository: each environment with its own data. */
export function sourceRepository({
  root,
  environments,
  inputs,
  locate,
  guard,
  explain,
}: LoadedRepository): SourceRepository {
  const read = new Set(inputs);
  const sources = environments.map(({ definition, file }): EnvironmentSource => {
    const data = repositoryData(root, definition.name, (path) => read.add(path));
    return { props: propsOf(definition), file, data, locate, guard, explain: (error) => explain(error, file) };
  });
  return { sources, clusters: sources.map(({ props }) => props.cluster ?? props.name), inputs: read };
}

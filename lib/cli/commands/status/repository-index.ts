import { DELIVERY } from '../../../manifest/rendered-environment.ts';
import type { RepositoryState } from './repository-state.ts';

/** Where the files of an environment are that say something about what runs: what stands for each, by its path. */
export interface EnvironmentIndex {
  /** Rendered files that may hold workloads, by application; an application without any has an empty list. */
  readonly rendered: ReadonlyMap<string, readonly IndexedFile[]>;
  /** By application. */
  readonly pins: ReadonlyMap<string, IndexedFile>;
  readonly holds: ReadonlyMap<string, IndexedFile>;
  readonly overrides: IndexedFile | undefined;
}

export interface IndexedFile {
  readonly file: string;
  /** For {@link RepositoryState.read}. */
  readonly key: string;
}

/** A kind of a workload in front of its name, as dist names files; or all of an application in one. */
const WORKLOADS =
  /^(?:(?:deployment|statefulset|replicaset|rollout|daemonset|job|cronjob|pod|horizontalpodautoscaler)-.+|manifests)\.yaml$/;

/** Every environment that is rendered or has data, by name. */
export function indexRepository({ files }: Pick<RepositoryState, 'files'>): ReadonlyMap<string, EnvironmentIndex> {
  const environments = new Map<string, MutableIndex>();
  const of = (name: string): MutableIndex => {
    const known = environments.get(name) ?? {
      rendered: new Map(),
      pins: new Map(),
      holds: new Map(),
      overrides: undefined,
    };
    environments.set(name, known);
    return known;
  };
  for (const [file, key] of files) {
    const [top = '', environment = '', folder = '', name, ...deeper] = file.split('/');
    if (top === 'environments' && folder === 'freeze-overrides.json') of(environment).overrides = { file, key };
    if (name === undefined || environment.startsWith('.')) continue;
    const application = name.replace(/\.json$/, '');
    if (top === 'environments' && deeper.length === 0 && application !== name) {
      if (folder === 'images') of(environment).pins.set(application, { file, key });
      if (folder === 'holds') of(environment).holds.set(application, { file, key });
    }
    if (top === 'dist' && folder !== DELIVERY) {
      const rendered = of(environment).rendered.get(folder) ?? [];
      of(environment).rendered.set(folder, rendered);
      if (deeper.length === 0 && WORKLOADS.test(name)) rendered.push({ file, key });
    }
  }
  return environments;
}

interface MutableIndex {
  readonly rendered: Map<string, IndexedFile[]>;
  readonly pins: Map<string, IndexedFile>;
  readonly holds: Map<string, IndexedFile>;
  overrides: IndexedFile | undefined;
}

import { withFilesOfCommit } from '../environment/data/files-of-commit.ts';
import { previewData } from '../environment/data/preview-data.ts';
import { repositoryData } from '../environment/data/repository-data.ts';
import type { EnvironmentData } from '../environment/data/environment-data.ts';
import { propsOf } from '../environment/define-environment.ts';
import type { EnvironmentProps } from '../environment/environment-props.ts';
import type { LoadedRepository } from '../environment/load/load-environments.ts';
import { previewOf } from '../environment/previews/preview.ts';
import type { CommitEnvironment } from '../environment/source/commit-note.ts';
import { sourceFile } from '../environment/source/source-file.ts';
import type { EnvironmentSource } from '../tree/build-tree.ts';

export interface SourceRepository {
  readonly sources: readonly EnvironmentSource[];
  /** The cluster of every environment, also of those that are not built. */
  readonly clusters: readonly string[];
  /** Every file that was looked at so far, absolute; the data of environments joins while they are built. */
  readonly inputs: ReadonlySet<string>;
  /** Those that are built from a commit, by name, for `noteCommits`. */
  readonly commits: ReadonlyMap<string, CommitEnvironment>;
  /** As the repository's, for what has no environment: a promise that `build` left behind. */
  readonly explain: (error: unknown) => unknown;
}

/**
 * What `synth` needs of a loaded repository: each environment with its own data, and with the code of the commit that its `source.json`
 * names, if there is one.
 *
 * @param names of the environments that are built; the code of the others is left alone. @default all
 */
export async function sourceRepository(
  loaded: LoadedRepository,
  names: readonly string[] = loaded.environments.map(({ definition }) => definition.name),
): Promise<SourceRepository> {
  const { root, environments, inputs, locate, guard, explain } = loaded;
  const chosen = environments.filter(({ definition }) => names.includes(definition.name));
  const { codes, inputs: others } = await loaded.loadCommits(chosen);
  const read = new Set([...inputs, ...others]);
  const sources = chosen.map(({ definition, file }): EnvironmentSource => {
    const props = propsOf(definition);
    const data = dataOf(root, props, (path) => read.add(path));
    const code = codes.get(props.name);
    if (code === undefined) return { props, file, data, locate, guard, explain: (error) => explain(error, file) };
    return {
      props: { ...props, build: code.build },
      // What a person can mend is which commit it is.
      file: sourceFile(code.environment),
      data: code.root === undefined ? data : withFilesOfCommit(data, code.root, code),
      locate: code.locate,
      guard: code.guard,
      explain: code.explain,
    };
  });
  return {
    sources,
    clusters: environments.map(({ definition }) => propsOf(definition).cluster ?? definition.name),
    inputs: read,
    commits: new Map([...codes].filter(([, { root: there }]) => there !== undefined)),
    explain(error) {
      const stack = error instanceof Error ? String(error.stack) : '';
      const code = [...codes.values()].find(({ isUserCode }) => isUserCode(stack));
      return code === undefined ? explain(error) : code.explain(error);
    },
  };
}

function dataOf(root: string, props: EnvironmentProps, seen: (path: string) => unknown): EnvironmentData {
  const preview = previewOf(props);
  return preview === undefined ? repositoryData(root, props.name, seen) : previewData(root, props.name, preview, seen);
}

import type { KumikiConfig } from '../config/define-config.ts';
import { Application } from '../constructs/application.ts';
import { sourceFrameOf } from '../constructs/source-line.ts';
import { standInData } from '../environment/data/stand-in-data.ts';
import type { EnvironmentProps } from '../environment/environment-props.ts';
import type { Loader } from '../environment/load/load-environments.ts';
import { UnheardRejections } from '../environment/load/unheard-rejections.ts';
import { previewOf } from '../environment/previews/preview.ts';
import { UserError } from '../errors.ts';
import { buildTree, type EnvironmentSource } from '../tree/build-tree.ts';
import { sourceRepository } from './source-repository.ts';

/** The applications of all environments, as the source says them. */
export interface Survey {
  readonly environments: readonly SurveyedEnvironment[];
  /** Every file that the source is made of, absolute. */
  readonly inputs: readonly string[];
  readonly config: KumikiConfig;
}

export interface SurveyedEnvironment {
  readonly name: string;
  readonly props: EnvironmentProps;
  /** The file that declares it: `environments/production.ts`. */
  readonly file: string;
  readonly isPreview: boolean;
  /** Its code is not that of the work tree, but of the commit in its `source.json`. */
  readonly isOfCommit: boolean;
  readonly applications: ReadonlyMap<string, SurveyedApplication>;
  /** The namespace of an application that names none. */
  readonly namespaceOf: (application: string) => string;
}

export interface SurveyedApplication {
  readonly namespace: string;
  readonly owner: string | undefined;
  /** Where it is made: `environments/production.ts:9`. */
  readonly source: string | undefined;
}

/** Builds all environments with stand-ins for their data: what is missing or wrong in it does not matter here. */
export async function surveyApplications(loader: Loader): Promise<Survey> {
  const loaded = await loader.load();
  const repository = await sourceRepository(loaded);
  const rejections = new UnheardRejections();
  const trees = repository.sources.map((source) => ({ source, tree: buildTree(withStandIns(source)) }));
  const [rejected] = await rejections.stop();
  if (rejected !== undefined) throw repository.explain(rejected);
  const problems = trees.flatMap(({ tree }) => ('findings' in tree ? tree.findings.map(({ message }) => message) : []));
  if (problems.length > 0) throw new UserError([...new Set(problems)].join('\n'));
  // Code of a commit has another file than the one that declares the environment.
  const files = new Map(loaded.environments.map(({ definition, file }) => [definition.name, file]));
  const environments = trees.flatMap(({ source: { props, locate }, tree }) => {
    if (!('environment' in tree)) return [];
    const applications = tree.environment.node.children.flatMap((child) => Application.tryOf(child) ?? []);
    return [
      {
        name: props.name,
        props,
        file: files.get(props.name) ?? '',
        isPreview: previewOf(props) !== undefined,
        isOfCommit: repository.commits.has(props.name),
        namespaceOf: (application: string) => props.namespace?.(application) ?? application,
        applications: new Map(
          applications.map((application) => {
            const frame = sourceFrameOf(application);
            const source = frame === undefined ? undefined : locate(frame);
            return [application.node.id, { namespace: application.namespace, owner: application.owner, source }];
          }),
        ),
      },
    ];
  });
  return { environments, inputs: loaded.inputs, config: loaded.config };
}

function withStandIns(source: EnvironmentSource): EnvironmentSource {
  const { file, files } = source.data;
  return { ...source, data: standInData(file, files) };
}

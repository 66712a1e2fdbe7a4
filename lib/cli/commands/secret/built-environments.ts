import { sourceRepository } from '../../source-repository.ts';
import { chooseByGlobs } from '../../choice.ts';
import { Application } from '../../../constructs/application.ts';
import type { EnvironmentRoot } from '../../../environment/environment.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { previewOf } from '../../../environment/previews/preview.ts';
import { UnheardRejections } from '../../../environment/load/unheard-rejections.ts';
import { UserError } from '../../../errors.ts';
import type { SecretUse } from '../../../secret/key-states.ts';
import { buildTree } from '../../../tree/build-tree.ts';

/** What the code of an environment says of its secrets. */
export interface BuiltEnvironment {
  readonly name: string;
  /** The environment whose certificate it is sealed with: a preview's is its base's. */
  readonly sealedWith: string;
  /** The namespace of each application, by its name. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly uses: readonly SecretUse[];
}

/**
 * Builds the environments that one of the globs matches; all where there is none. What their constructs find wrong does not matter here:
 * a secret that nobody has set yet is one of these. Throws a UserError where one cannot be built at all.
 */
export async function buildEnvironments(root: string, globs: readonly string[]): Promise<readonly BuiltEnvironment[]> {
  const loaded = await loadEnvironments(root);
  const { sources } = await sourceRepository(loaded);
  // A preview has its base's secrets, but for those that somebody means by its whole name.
  const lasting = sources.filter(({ props }) => previewOf(props) === undefined || globs.includes(props.name));
  const names = chooseByGlobs(
    '--env',
    globs,
    lasting.map(({ props }) => props.name),
  );
  const rejections = new UnheardRejections();
  const trees = sources.filter(({ props }) => names.includes(props.name)).map(buildTree);
  const [rejected] = await rejections.stop();
  if (rejected !== undefined) throw loaded.explain(rejected);
  const problems = trees.flatMap((tree) => ('findings' in tree ? tree.findings.map(({ message }) => message) : []));
  if (problems.length > 0) throw new UserError([...new Set(problems)].join('\n'));
  return trees.flatMap((tree) => ('environment' in tree ? describe(tree.environment) : []));
}

function describe(environment: EnvironmentRoot): BuiltEnvironment {
  const applications = environment.node.children.flatMap((child) => Application.tryOf(child) ?? []);
  return {
    name: environment.name,
    sealedWith: previewOf(environment.props)?.base ?? environment.name,
    namespaces: new Map(applications.map(({ node, namespace }) => [node.id, namespace])),
    uses: [...environment.secretUses.values()],
  };
}

import { checkEnvironment } from '../check/check-environment.ts';
import { Application } from '../constructs/application.ts';
import { repositoryData } from '../environment/data/repository-data.ts';
import { standInData } from '../environment/data/stand-in-data.ts';
import { deliver } from '../delivery/deliver.ts';
import {
  defineEnvironment,
  isDefinition,
  propsOf,
  type EnvironmentDefinition,
} from '../environment/define-environment.ts';
import type { EnvironmentProps } from '../environment/environment-props.ts';
import type { Environment } from '../environment/environment.ts';
import { UserError, type Finding } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';
import { renderTree } from '../manifest/render-tree.ts';
import { EnvironmentSchemas } from '../schema/environment-schemas.ts';
import type { KubernetesVersion } from '../schema/kubernetes-version.ts';
import { buildTree, type EnvironmentSource } from '../tree/build-tree.ts';
import { renderedOf, type Rendered } from './rendered.ts';

export interface RenderOptions {
  /** The environment's name: of a function's environment, or the one to render of several. @default 'test', or all */
  readonly environment?: string | undefined;
  /** The Kubernetes version of a function's environment. @default '1.34' */
  readonly kubernetes?: KubernetesVersion | undefined;
  /** `'stand-in'` reads nothing: every pin exists. `'repository'` reads the pins below `environments/`. @default 'stand-in' */
  readonly data?: 'stand-in' | 'repository' | undefined;
}

type Subject = EnvironmentDefinition | readonly EnvironmentDefinition[] | ((environment: Environment) => unknown);

/**
 * Renders environments, without touching the disk. Throws with all findings where a check finds an error.
 *
 * @example
 * const { find } = render((environment) => new Users(environment, { replicas: 2 }));
 * expect(find('Deployment', 'users-api').spec?.replicas).toBe(2);
 */
export function render(subject: Subject, options: RenderOptions = {}): Rendered {
  const chosen = definitionsOf(subject, options);
  const schemas = new EnvironmentSchemas();
  const findings: Finding[] = [];
  const objects: KubernetesObject[] = [];
  for (const source of chosen.map((definition) => sourceOf(propsOf(definition), options))) {
    const tree = buildTree(source);
    if ('findings' in tree) {
      findings.push(...tree.findings);
      continue;
    }
    const schema = schemas.of(source);
    const rendered = deliver(renderTree(tree.environment, schema), schema);
    findings.push(...checkEnvironment(rendered, schema));
    objects.push(...rendered.objects.map(({ object }) => object));
  }
  refuse(findings);
  return renderedOf(objects);
}

/**
 * Renders one application that `build` fills: its objects, without Namespace.
 *
 * @example
 * const { find } = renderConstruct((app) => new WebService(app, 'api', { image: 'nginx:1.27', port: 8080 }));
 */
export function renderConstruct(build: (application: Application) => unknown, options: RenderOptions = {}): Rendered {
  const { objects } = render((environment) => build(new Application(environment, 'test')), options);
  return renderedOf(objects.filter(({ kind, metadata }) => kind !== 'Namespace' || metadata.name !== 'test'));
}

function definitionsOf(subject: Subject, options: RenderOptions): readonly EnvironmentDefinition[] {
  if (typeof subject === 'function') {
    // What it returns is looked at: a promise is refused.
    const build = subject as (environment: Environment) => undefined;
    return [
      defineEnvironment({
        name: options.environment ?? 'test',
        edition: 1,
        kubernetes: options.kubernetes ?? '1.34',
        // What is tested may be of the platform.
        platform: true,
        build,
      }),
    ];
  }
  const all = [subject].flat();
  const strange = all.find((one) => !isDefinition(one));
  if (strange !== undefined)
    throw new UserError(
      'render: was given something that defineEnvironment did not make. Pass its result, or a function.',
    );
  const chosen = all.filter(({ name }) => options.environment === undefined || name === options.environment);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    `render: there is no environment '${options.environment}'. There are: ${all.map(({ name }) => name).join(', ') || 'none'}.`,
  );
}

/** User code runs as the test's own: what it throws is thrown on, with its own stack. */
function sourceOf(props: EnvironmentProps, options: RenderOptions): EnvironmentSource {
  const repository = repositoryData(process.cwd(), props.name);
  return {
    props,
    file: 'render()',
    data: options.data === 'repository' ? repository : standInData(repository.file, repository.files),
    locate: () => undefined,
    guard: (run) => run(),
    explain: (error) => error,
  };
}

function refuse(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new UserError(errors.map(({ message }) => message).join('\n'));
}

import { checkEnvironment } from '../lib/check/check-environment.ts';
import { deliver } from '../lib/delivery/deliver.ts';
import { standInData } from '../lib/environment/data/stand-in-data.ts';
import type { EnvironmentProps } from '../lib/environment/environment-props.ts';
import type { Environment } from '../lib/environment/environment.ts';
import type { Finding } from '../lib/errors.ts';
import { renderTree } from '../lib/manifest/render-tree.ts';
import type { RenderedEnvironment } from '../lib/manifest/rendered-environment.ts';
import { openSchema } from '../lib/schema/open-schema.ts';
import { buildTree } from '../lib/tree/build-tree.ts';

export interface Outcome extends Pick<RenderedEnvironment, 'name' | 'objects' | 'dependencies'> {
  readonly findings: readonly Finding[];
}

/** Builds, renders and checks one environment, and hands out what was found instead of throwing it. */
export function renderFindings(
  build: (environment: Environment) => unknown,
  props: Partial<EnvironmentProps> = {},
): Outcome {
  const all: EnvironmentProps = {
    name: 'test',
    edition: 1,
    kubernetes: '1.34',
    ...props,
    build: build as EnvironmentProps['build'],
  };
  const tree = buildTree({
    props: all,
    file: 'environments/test.ts',
    data: standInData((path) => `content of ${path}`),
    locate: () => 'apps/app.ts:7',
    guard: (run) => run(),
    explain: (error) => error,
  });
  if ('findings' in tree) return { name: all.name, objects: [], dependencies: [], findings: tree.findings };
  const schema = openSchema(all.kubernetes);
  const rendered = deliver(renderTree(tree.environment, schema), schema);
  return { ...rendered, findings: checkEnvironment(rendered, schema) };
}

export function messagesOf(outcome: Outcome): readonly string[] {
  return outcome.findings.map(({ message }) => message);
}

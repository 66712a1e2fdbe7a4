import { standInData } from '../../lib/environment/data/stand-in-data.ts';
import type { EnvironmentProps } from '../../lib/environment/environment-props.ts';
import { EnvironmentRoot, type Environment } from '../../lib/environment/environment.ts';
import type { Finding } from '../../lib/errors.ts';
import { renderTree } from '../../lib/manifest/render-tree.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';
import { renderedOf, type Rendered } from '../../lib/testing/rendered.ts';

/** What an environment renders, with what was found: also where that would keep it from being written. */
export function renderWithFindings(
  build: (environment: Environment) => unknown,
  props: Partial<EnvironmentProps> = {},
): Rendered & { readonly findings: readonly Finding[] } {
  const all = { name: 'test', edition: 1, kubernetes: '1.34', build: () => undefined, ...props } as const;
  const noFiles = (path: string): string => {
    throw new Error(path);
  };
  const environment = new EnvironmentRoot(all, standInData(noFiles), () => undefined);
  build(environment);
  const { objects, findings } = renderTree(environment, openSchema(all.kubernetes));
  return Object.assign(renderedOf(objects.map(({ object }) => object)), { findings });
}

import type { EnvironmentData } from '../../../lib/environment/data/environment-data.ts';
import { standInData } from '../../../lib/environment/data/stand-in-data.ts';
import type { EnvironmentProps } from '../../../lib/environment/environment-props.ts';
import { EnvironmentRoot, type Environment } from '../../../lib/environment/environment.ts';
import { checkEnvironment } from '../../../lib/check/check-environment.ts';
import type { Finding } from '../../../lib/errors.ts';
import { renderTree } from '../../../lib/manifest/render-tree.ts';
import type { ApplicationChoice } from '../../../lib/manifest/rendered-environment.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import type { SealedFile, SealedKey } from '../../../lib/secret/sealed-file.ts';
import { renderedOf, type Rendered } from '../../../lib/testing/rendered.ts';

/** What the repository holds, and what of it is rendered. */
export interface Repository {
  /** By `<application>/<secret>`, of the environment. */
  readonly sealed?: Readonly<Record<string, SealedFile>> | undefined;
  /** Keys by environment, of whatever secret is asked for. */
  readonly sealedKeys?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly files?: Readonly<Record<string, string>> | undefined;
  readonly props?: Partial<EnvironmentProps> | undefined;
  readonly choice?: ApplicationChoice | undefined;
}

/** An environment with sealed secrets, and what every check of it finds. */
export function renderSealed(
  build: (environment: Environment) => unknown,
  { sealed = {}, sealedKeys = {}, files = {}, props = {}, choice }: Repository = {},
): Rendered & { readonly findings: readonly Finding[] } {
  const all = { name: 'staging', edition: 1, kubernetes: '1.34', build: () => undefined, ...props } as const;
  const data: EnvironmentData = {
    ...standInData((path) => files[path] ?? ''),
    sealed: (application, name) => sealed[`${application}/${name}`],
    sealedKeys: () => new Map(Object.entries(sealedKeys)),
  };
  const environment = new EnvironmentRoot(all, data, () => 'apps/app.ts:7');
  build(environment);
  const schema = openSchema(all.kubernetes);
  const rendered = renderTree(environment, schema, choice);
  return Object.assign(renderedOf(rendered.objects.map(({ object }) => object)), {
    findings: checkEnvironment(rendered, schema),
  });
}

/** The seals of `users/database`, with the texts that stand for values. */
export function sealedFile(
  keys: Readonly<Record<string, string | SealedKey>>,
  more: Partial<SealedFile> = {},
): SealedFile {
  const seals = Object.entries(keys).map(([key, sealed]): [string, SealedKey] => [
    key,
    typeof sealed === 'string' ? { sealed, certificate: '' } : sealed,
  ]);
  return {
    scope: 'strict',
    namespace: 'users',
    name: 'users-database',
    generation: 1,
    keys: Object.fromEntries(seals),
    ...more,
  };
}

import { EnvironmentRoot } from '../../environment/environment.ts';
import { previewOf } from '../../environment/previews/preview.ts';
import type { SealedFile } from '../../secret/sealed-file.ts';
import type { SecretPlace } from './provider.ts';

/** Whose file a secret is sealed in: a preview's in that of its base, unless it has one of its own. */
export function sealingEnvironment({ construct }: SecretPlace, file: SealedFile | undefined): string {
  const { name, props } = EnvironmentRoot.of(construct);
  return file === undefined ? (previewOf(props)?.base ?? name) : (file.environment ?? name);
}

/**
 * The lines that seal keys: a value each, or, where there are many, all from one file.
 *
 * @param environment with flags that follow its name
 */
export function setLines(
  { application, id }: Pick<SecretPlace, 'application' | 'id'>,
  keys: readonly string[],
  environment: string,
): readonly string[] {
  const [key = 'KEY', ...others] = keys;
  const line = (what: string): string => `  kumiki secret set ${application} ${id} ${what}`;
  return others.length === 0
    ? [line(`${key} --env ${environment}`)]
    : [line(`--from-env-file - --env ${environment}`), `with the lines ${keys.map((one) => `${one}=…`).join(', ')}`];
}

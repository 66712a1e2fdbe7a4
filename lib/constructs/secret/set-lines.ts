import { EnvironmentRoot } from '../../environment/environment.ts';
import type { SecretPlace } from './provider.ts';

/** The lines that seal keys: a value each, or, where there are many, all from one file. */
export function setLines({ construct, application, id }: SecretPlace, keys: readonly string[]): readonly string[] {
  const environment = EnvironmentRoot.of(construct).name;
  const [key = 'KEY', ...others] = keys;
  const line = (what: string): string => `  kumiki secret set ${application} ${id} ${what}`;
  return others.length === 0
    ? [line(`${key} --env ${environment}`)]
    : [line(`--from-env-file - --env ${environment}`), `with the lines ${keys.map((one) => `${one}=…`).join(', ')}`];
}

import { EnvironmentRoot } from '../../environment/environment.ts';
import { sealedFile, type SealedFile } from '../../secret/sealed-file.ts';
import { report } from '../refuse.ts';
import { renderKeyMatrix } from './key-matrix.ts';
import type { SecretPlace } from './provider.ts';
import { sealingEnvironment } from './set-lines.ts';

/** Says which keys the code names that this environment lacks, and which environments have them. Told, not thrown: it is a validation. */
export function refuseMissingKeys(place: SecretPlace, file: SealedFile | undefined): [] {
  const { construct, application, id, named } = place;
  const wanted = [...named].toSorted();
  const missing = wanted.filter((key) => !Object.hasOwn(file?.keys ?? {}, key));
  if (missing.length === 0 && file !== undefined) return [];
  const root = EnvironmentRoot.of(construct);
  const environment = sealingEnvironment(place, file);
  // What is sealed for the base's namespace alone would not open in a preview's.
  const scope = file === undefined && environment !== root.name ? ' --scope cluster-wide' : '';
  const path = sealedFile(environment, application, id);
  const what = file === undefined ? `there is no ${path}` : `${path} has no ${missing.join(', ')}`;
  const unset = missing.length === 0 ? ['KEY'] : missing;
  report(construct, {
    rule: 'reference/secret-missing',
    severity: 'error',
    message: [
      `${construct.node.path}: ${what}. Set ${unset.length === 1 ? 'it' : 'them'}:`,
      ...unset.map((key) => `  kumiki secret set ${application} ${id} ${key} --env ${environment}${scope}`),
      ...renderKeyMatrix(wanted, new Map([[environment, []], ...root.data.sealedKeys(application, id)])),
    ].join('\n'),
    file: path,
  });
  return [];
}

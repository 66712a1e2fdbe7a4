import { EnvironmentRoot } from '../../environment/environment.ts';
import { sealedFile, type SealedFile } from '../../secret/sealed-file.ts';
import { report } from '../refuse.ts';
import type { SecretPlace } from './provider.ts';

/** Says which keys the code names that this environment lacks, and which environments have them. Told, not thrown: it is a validation. */
export function refuseMissingKeys(place: SecretPlace, file: SealedFile | undefined): [] {
  const { construct, application, id, named } = place;
  const wanted = [...named].toSorted();
  const missing = wanted.filter((key) => !Object.hasOwn(file?.keys ?? {}, key));
  if (missing.length === 0 && file !== undefined) return [];
  const root = EnvironmentRoot.of(construct);
  const path = sealedFile(root.name, application, id);
  const what = file === undefined ? `there is no ${path}` : `${path} has no ${missing.join(', ')}`;
  const unset = missing.length === 0 ? ['KEY'] : missing;
  report(construct, {
    rule: 'reference/secret-missing',
    severity: 'error',
    message: [
      `${construct.node.path}: ${what}. Set ${unset.length === 1 ? 'it' : 'them'}:`,
      ...unset.map((key) => `  kumiki secret set ${application} ${id} ${key} --env ${root.name}`),
      ...matrix(root.name, wanted, root.data.sealedKeys(application, id)),
    ].join('\n'),
    file: path,
  });
  return [];
}

/** Environments × keys. */
function matrix(
  environment: string,
  wanted: readonly string[],
  others: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const keys = [...new Set([...wanted, ...[...others.values()].flat()])].toSorted();
  if (keys.length === 0) return [];
  const environments = [...new Set([environment, ...others.keys()])].toSorted();
  const rows = environments.map((one) => {
    const sealed = new Set(others.get(one));
    return [one, ...keys.map((key) => (sealed.has(key) ? 'sealed' : 'missing'))];
  });
  const table = [['', ...keys], ...rows];
  const widths = ['', ...keys].map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

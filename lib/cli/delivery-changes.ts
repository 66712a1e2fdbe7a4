import { changedTool } from '../delivery/changed-tool.ts';
import { lostNamespaces } from '../delivery/lost-namespaces.ts';
import { isPreview } from '../delivery/previews/namespace-rights.ts';
import type { Finding } from '../errors.ts';
import { DELIVERY } from '../manifest/rendered-environment.ts';
import { committedNames, committedObjects, committedText, objectsIn } from './committed-delivery.ts';

const ALL_IN_ONE = 'manifests.yaml';

/**
 * What a run would do to what is delivered already. The objects of `delivery/` are only read where a file of it goes or, with all in one file,
 * a binding changes.
 *
 * @param folder `dist/<env>`
 * @param files what the run makes, by path below that folder
 */
export function deliveryChanges(
  environment: string,
  folder: string,
  files: ReadonlyMap<string, string>,
): readonly Finding[] {
  const names = committedNames(folder);
  if (names.every((name) => stays(name, folder, files.get(`${DELIVERY}/${name}`)))) return [];
  const after = [...files].flatMap(([name, text]) => (name.startsWith(`${DELIVERY}/`) ? objectsIn(text, name) : []));
  const before = committedObjects(folder, names);
  const lost = isPreview(environment, before) ? [] : lostNamespaces(environment, before, after);
  return [...changedTool(environment, before, after), ...lost];
}

function stays(name: string, folder: string, after: string | undefined): boolean {
  if (name !== ALL_IN_ONE || after === undefined) return after !== undefined;
  const staying = new Set(bindingsIn(after));
  return bindingsIn(committedText(folder, name)).every((binding) => staying.has(binding));
}

/** Documents as they were written: reading thousands of objects as YAML takes longer than rendering them. */
function bindingsIn(text: string): readonly string[] {
  return text
    .split('\n---\n')
    .filter((document) => document.includes('\nkind: RoleBinding\n'))
    .map((document) => document.trimEnd());
}

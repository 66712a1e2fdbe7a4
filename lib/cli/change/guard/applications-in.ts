import { DELIVERY } from '../../../manifest/rendered-environment.ts';

/**
 * The applications that something is rendered of, sorted.
 *
 * @param files their paths below `dist/<env>/`
 */
export function applicationsIn(files: Iterable<string>): readonly string[] {
  const folders = new Set([...files].flatMap((file) => /^([^/]+)\//.exec(file)?.[1] ?? []));
  return [...folders].filter((folder) => folder !== DELIVERY).toSorted();
}

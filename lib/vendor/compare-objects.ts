import { groupOf, type KubernetesObject } from '../manifest/object.ts';
import { describe } from './read-render.ts';

/** What is different between two sets of objects, by object; each list sorted. */
export interface ObjectChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedObject[];
}

export interface ChangedObject {
  readonly object: string;
  /** JSON Pointers to the deepest values that differ. Never the values: they may be secret. */
  readonly paths: readonly string[];
}

export function compareObjects(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): ObjectChanges {
  const old = byIdentity(before);
  const fresh = byIdentity(after);
  const added = [...fresh].filter(([identity]) => !old.has(identity)).map(([, object]) => describe(object));
  const removed = [...old].filter(([identity]) => !fresh.has(identity)).map(([, object]) => describe(object));
  const changed = [...fresh].flatMap(([identity, object]): readonly ChangedObject[] => {
    const other = old.get(identity);
    if (other === undefined) return [];
    const paths: string[] = [];
    collectPaths(other, object, '', paths);
    return paths.length === 0 ? [] : [{ object: describe(object), paths }];
  });
  return {
    added: added.toSorted(),
    removed: removed.toSorted(),
    changed: changed.toSorted((a, b) => (a.object < b.object ? -1 : 1)),
  };
}

export function isSame({ added, removed, changed }: ObjectChanges): boolean {
  return added.length + removed.length + changed.length === 0;
}

function byIdentity(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    objects.map((object) => {
      const { kind, metadata } = object;
      return [`${groupOf(object.apiVersion)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`, object];
    }),
  );
}

function collectPaths(before: unknown, after: unknown, path: string, paths: string[]): void {
  if (Object.is(before, after)) return;
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    paths.push(path);
    return;
  }
  // A list that grew or shrank in the middle would differ everywhere behind.
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length) {
    paths.push(path);
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
    collectPaths(Reflect.get(before, key), Reflect.get(after, key), `${path}/${step}`, paths);
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

import type { Finding } from '../errors.ts';
import { groupOf, type RenderedObject } from '../manifest/object.ts';
import { fileName, hashedName } from './file-name.ts';

export interface NamedFiles {
  /** Stem (name without extension) to the object, sorted by stem. */
  readonly files: ReadonlyMap<string, RenderedObject>;
  readonly findings: readonly Finding[];
}

/** Names the files of one application's objects so that each has its own, on file systems that ignore case too. */
export function nameFiles(objects: readonly RenderedObject[]): NamedFiles {
  const stems = new Map<string, RenderedObject[]>();
  for (const alike of groupBy(objects, kindAndName).values()) {
    for (const object of alike) add(stems, stemOf(object, alike), object);
  }
  const files: [string, RenderedObject][] = [];
  const findings: Finding[] = [];
  for (const [stem, candidates] of stems) {
    for (const [identity, same] of candidates.length === 1
      ? [['', candidates] as const]
      : groupBy(candidates, identityOf)) {
      const [first, ...others] = same.toSorted(byOrigin);
      if (first === undefined) continue;
      files.push([same.length === candidates.length ? stem : hashedName(stem, identity), first]);
      findings.push(...others.map((other) => collision(first, other)));
    }
  }
  return { files: new Map(files.toSorted(([a], [b]) => (a < b ? -1 : 1))), findings };
}

/** `<kind>-<name>`, with group and namespace where there are several objects `alike` in kind and name. */
function stemOf(rendered: RenderedObject, alike: readonly RenderedObject[]): string {
  const { object } = rendered;
  const { name, namespace } = object.metadata;
  let suffix = '';
  if (alike.length > 1) {
    if (differ(alike, groupName)) suffix += `.${groupName(rendered)}`;
    if (differ(alike, namespaceOf) && namespace !== undefined) suffix += `.${namespace}`;
  }
  return fileName(`${object.kind}-${name}${suffix}`, `${name}${suffix}`, identityOf(rendered));
}

function differ(objects: readonly RenderedObject[], property: (rendered: RenderedObject) => string): boolean {
  return objects.some((each) => property(each) !== property(objects[0] ?? each));
}

/** The group without a name has the one that the API's documentation gives it. */
function groupName({ object }: RenderedObject): string {
  return groupOf(object.apiVersion) || 'core';
}

function namespaceOf({ object }: RenderedObject): string {
  return object.metadata.namespace ?? '';
}

function kindAndName({ object }: RenderedObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

function identityOf(rendered: RenderedObject): string {
  const { object } = rendered;
  return `${groupOf(object.apiVersion)}/${object.kind}/${namespaceOf(rendered)}/${object.metadata.name}`;
}

function byOrigin(a: RenderedObject, b: RenderedObject): number {
  return a.origin.construct < b.origin.construct ? -1 : 1;
}

function collision(first: RenderedObject, other: RenderedObject): Finding {
  const { apiVersion, kind, metadata } = other.object;
  return {
    rule: 'delivery/file-collision',
    severity: 'error',
    message: `${other.origin.construct}: ${kind} ${metadata.name} is rendered by ${first.origin.construct} too, and a file holds one object. Give one of them another name or namespace.`,
    application: other.application,
    construct: other.origin.construct,
    source: other.origin.source(),
    object: { apiVersion, kind, namespace: metadata.namespace, name: metadata.name },
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) add(groups, key(item), item);
  return groups;
}

function add<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

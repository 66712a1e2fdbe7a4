import { groupOf } from '../../manifest/object.ts';
import { kindOf, type PlacedObject } from './placed-object.ts';

/** Which objects a text means. A part that it leaves out may be anything. */
export interface ObjectReference {
  readonly kind: string;
  readonly group: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string;
}

/**
 * `Kind/name`, `Kind.group/name`, `Kind/namespace/name`, `Kind.group/namespace/name`. No kind has a dot, and neither names nor namespaces
 * have a slash, so that no text can mean two of these.
 *
 * @returns undefined for any other text
 */
export function tryParseReference(text: string): ObjectReference | undefined {
  const parts = text.split('/');
  const [kindAndGroup = '', ...rest] = parts;
  const [, kind, group] = /^([A-Z][A-Za-z0-9]*)(?:\.([a-z0-9.-]+))?$/.exec(kindAndGroup) ?? [];
  const name = rest.at(-1);
  const namespace = rest.length === 2 ? rest[0] : undefined;
  const isWhole = (rest.length === 1 || rest.length === 2) && rest.every((part) => /^\S+$/.test(part));
  return kind === undefined || name === undefined || !isWhole ? undefined : { kind, group, namespace, name };
}

export function isMeant({ kind, group, namespace, name }: ObjectReference, { object }: PlacedObject): boolean {
  const { metadata } = object;
  return (
    object.kind === kind &&
    metadata.name === name &&
    (group === undefined || group === groupOf(object.apiVersion)) &&
    (namespace === undefined || namespace === metadata.namespace)
  );
}

/** The text that means this object, with everything that tells it from others. */
export function referenceOf(placed: PlacedObject): string {
  const { namespace, name } = placed.object.metadata;
  return [kindOf(placed), ...(namespace === undefined ? [] : [namespace]), name].join('/');
}

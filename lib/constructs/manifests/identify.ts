import { isFields } from '../../fields.ts';
import type { Finding } from '../../errors.ts';
import type { KubernetesObject, ObjectMetadata } from '../../manifest/object.ts';
import { showValue } from '../../manifest/show-value.ts';
import type { ReadObject } from '../../read/read-manifests.ts';

/** An object that says what it is. */
export type IdentifiedObject = KubernetesObject;

/** Takes an object that has apiVersion, kind and a name: without these nothing can be rendered, named or checked. */
export function identify({
  object,
  file,
  line,
}: ReadObject): { readonly object: IdentifiedObject } | { readonly finding: Finding } {
  const { apiVersion, kind, metadata } = object;
  const refuse = (message: string): { readonly finding: Finding } => ({
    finding: { rule: 'server/no-identity', severity: 'error', message: `${file}:${line}: ${message}`, file },
  });
  if (!isText(apiVersion)) return refuse(`apiVersion is ${showValue(apiVersion)}. Write the kind's group and version.`);
  if (!isText(kind)) return refuse(`kind is ${showValue(kind)}. Write what the object is, such as ConfigMap.`);
  if (!isMetadata(metadata)) return refuse(`metadata of this ${kind} is ${showValue(metadata)}. Write { name: … }.`);
  if ('generateName' in metadata && !('name' in metadata))
    return refuse(`this ${kind} has generateName, a new name with every delivery. Give it a name.`);
  if (!isText(metadata.name)) return refuse(`the name of this ${kind} is ${showValue(metadata.name)}. Give it a name.`);
  for (const field of ['labels', 'annotations'] as const) {
    if (metadata[field] === undefined || metadata[field] === null || isFields(metadata[field])) continue;
    return refuse(
      `metadata.${field} of ${kind} ${metadata.name} is ${showValue(metadata[field])}. Use { name: text }.`,
    );
  }
  return { object: Object.freeze({ ...object, apiVersion, kind, metadata }) };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isMetadata(value: unknown): value is ObjectMetadata {
  return isFields(value);
}

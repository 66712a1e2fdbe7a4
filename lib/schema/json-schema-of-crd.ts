import type { JsonObject } from './crd.ts';

/**
 * The structural schema of a CRD as JSON Schema that says what the server says with strict field validation: fields that it would prune
 * are errors, a field that is `null` is not there unless it is nullable, and defaults are there before `required` is asked.
 */
export function jsonSchemaOf(schema: JsonObject): JsonObject {
  const root = structural(schema);
  const properties = objectOf(root['properties']);
  return { ...root, properties: { ...properties, ...EMBEDDED, metadata: metadataOf(schema) } };
}

/** Fields that every object has, whatever its schema says of them. */
const EMBEDDED: JsonObject = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };

/** A CRD may restrict names; all else in metadata is the server's own. */
function metadataOf(schema: JsonObject): JsonObject {
  const { metadata } = objectOf(schema['properties']);
  const { name, generateName } = objectOf(objectOf(metadata)['properties']);
  return {
    type: 'object',
    properties: { ...(name === undefined ? {} : { name }), ...(generateName === undefined ? {} : { generateName }) },
  };
}

function structural(schema: JsonObject): JsonObject {
  const result: Record<string, unknown> = valueRules(schema);
  const properties = objectOf(schema['properties']);
  if (schema['x-kubernetes-int-or-string'] === true) result['type'] = ['integer', 'string'];
  const required = requiredOf(schema, properties);
  if (schema['properties'] !== undefined)
    result['properties'] = mapValues(properties, (one, name) => droppable(one, required.includes(name)));
  if (isObject(schema['items'])) result['items'] = structural(schema['items']);
  if (isObject(schema['additionalProperties']))
    result['additionalProperties'] = droppable(schema['additionalProperties'], false);
  else if (schema['additionalProperties'] === true) result['additionalProperties'] = true;
  else if (schema['type'] === 'object' && schema['x-kubernetes-preserve-unknown-fields'] !== true)
    result['additionalProperties'] = false;
  if (schema['x-kubernetes-embedded-resource'] === true) embed(result);
  if (required.length > 0)
    result['required'] = [...(Array.isArray(result['required']) ? result['required'] : []), ...required];
  const unique = uniqueKeys(schema);
  if (unique !== undefined) result['uniqueBy'] = unique;
  if (schema['nullable'] === true || schema['default'] !== undefined) allowNull(result);
  return result;
}

/** Fields that no default brings. */
function requiredOf(schema: JsonObject, properties: JsonObject): readonly unknown[] {
  if (!Array.isArray(schema['required'])) return [];
  return schema['required'].filter((name) => objectOf(properties[String(name)])['default'] === undefined);
}

/** The server drops a field that is null before it looks at it; then one that is required is missing. */
function droppable(schema: JsonObject, isRequired: boolean): JsonObject {
  const result = { ...structural(schema) };
  if (!isRequired) allowNull(result);
  return result;
}

/** Keywords about the value alone: also what stands in allOf, anyOf, oneOf and not, which never say which fields there are. */
function valueRules(schema: JsonObject): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of COPIED) if (schema[key] !== undefined) result[key] = schema[key];
  for (const [key, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[key] !== true) continue;
    result[key] = schema[limit];
    delete result[limit];
  }
  if (typeof schema['pattern'] === 'string' && isPattern(schema['pattern'])) result['pattern'] = schema['pattern'];
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const)
    if (Array.isArray(schema[key])) result[key] = schema[key].map((one) => nestedRules(objectOf(one)));
  if (isObject(schema['not'])) result['not'] = nestedRules(schema['not']);
  return result;
}

function nestedRules(schema: JsonObject): JsonObject {
  const result = valueRules(schema);
  if (schema['required'] !== undefined) result['required'] = schema['required'];
  if (isObject(schema['properties'])) result['properties'] = mapValues(schema['properties'], nestedRules);
  for (const key of ['items', 'additionalProperties'] as const)
    if (isObject(schema[key])) result[key] = nestedRules(schema[key]);
  return result;
}

const COPIED = [
  'type',
  'enum',
  'format',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'multipleOf',
] as const;

/** Patterns are Go's; the few that JavaScript cannot read are left to the server. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

function embed(result: Record<string, unknown>): void {
  result['properties'] = { ...objectOf(result['properties']), ...EMBEDDED };
  result['required'] = ['apiVersion', 'kind'];
}

function allowNull(result: Record<string, unknown>): void {
  if (result['type'] !== undefined) result['type'] = [...new Set([result['type'], 'null'].flat())];
  if (Array.isArray(result['enum'])) result['enum'] = [...new Set([...result['enum'], null])];
}

function uniqueKeys(schema: JsonObject): readonly unknown[] | undefined {
  if (schema['x-kubernetes-list-type'] === 'set') return [];
  const keys = schema['x-kubernetes-list-map-keys'];
  return schema['x-kubernetes-list-type'] === 'map' && Array.isArray(keys) ? keys : undefined;
}

function mapValues(object: JsonObject, change: (schema: JsonObject, key: string) => JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(objectOf(value), key)]));
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { UserError } from '../errors.ts';
import type { Scope } from './read-pool.ts';

/** An object that should be a CustomResourceDefinition, already read. */
export interface CrdSource {
  readonly object: unknown;
  /** Where it comes from, as messages name it: `crds/widgets.yaml`. */
  readonly where: string;
}

/** One served version of a custom kind. */
export interface CustomKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The resource's name. */
  readonly plural: string;
  readonly scope: Scope;
  readonly where: string;
  /** `openAPIV3Schema`, structural as the server demands it. */
  readonly schema: JsonObject;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The kinds of CRDs by `apiVersion/kind`; of two for the same kind the last counts.
 *
 * @throws UserError that names the file and what is wrong with it
 */
export function readCrds(sources: readonly CrdSource[]): ReadonlyMap<string, CustomKind> {
  return new Map(sources.flatMap(readCrd).map((kind) => [`${kind.apiVersion}/${kind.kind}`, kind]));
}

function readCrd({ object, where }: CrdSource): readonly CustomKind[] {
  const crd = objectAt(object, where, 'the document');
  if (crd['kind'] !== 'CustomResourceDefinition') {
    const name = typeof crd['kind'] === 'string' ? crd['kind'] : 'an object without kind';
    throw new UserError(`${where}: this is ${name}, not a CustomResourceDefinition. List only files of CRDs in crds.`);
  }
  if (crd['apiVersion'] !== 'apiextensions.k8s.io/v1') {
    throw new UserError(
      `${where}: apiVersion is ${shown(crd['apiVersion'])}. Use apiextensions.k8s.io/v1, which has a schema for each version.`,
    );
  }
  const spec = objectAt(crd['spec'], where, 'spec');
  const names = objectAt(spec['names'], where, 'spec.names');
  const group = textAt(spec['group'], where, 'spec.group');
  const kind = textAt(names['kind'], where, 'spec.names.kind');
  const plural = textAt(names['plural'], where, 'spec.names.plural');
  const { scope, versions } = spec;
  if (scope !== 'Namespaced' && scope !== 'Cluster') {
    throw new UserError(`${where}: spec.scope is ${shown(scope)}. Use Namespaced or Cluster.`);
  }
  if (!Array.isArray(versions) || versions.length === 0) {
    throw new UserError(`${where}: spec.versions is ${shown(versions)}. Give the CRD at least one version.`);
  }
  return versions.flatMap((version, index) => {
    const path = `spec.versions[${index}]`;
    const entry = objectAt(version, where, path);
    const name = textAt(entry['name'], where, `${path}.name`);
    if (entry['served'] === false) return [];
    const validation = objectAt(entry['schema'], where, `${path}.schema`);
    const schema = objectAt(validation['openAPIV3Schema'], where, `${path}.schema.openAPIV3Schema`);
    checkSchema(schema, where, `${path}.schema.openAPIV3Schema`);
    if (schema['type'] !== 'object') {
      throw new UserError(`${where}: ${path}.schema.openAPIV3Schema.type is ${shown(schema['type'])}. Use object.`);
    }
    return [{ apiVersion: `${group}/${name}`, kind, plural, scope, where, schema }];
  });
}

/** No CRD in use comes near; a document made to break its reader does. */
const DEEPEST = 200;

const TYPES: readonly unknown[] = ['object', 'array', 'string', 'integer', 'number', 'boolean', undefined];

/** What would make the compiler of schemas stumble, told with its place in the CRD. */
function checkSchema(schema: JsonObject, where: string, path: string, depth = 0): void {
  if (depth > DEEPEST)
    throw new UserError(`${where}: ${path.slice(0, 80)}… is nested deeper than ${DEEPEST} schemas. Make it flatter.`);
  if (!TYPES.includes(schema['type'])) {
    throw new UserError(
      `${where}: ${path}.type is ${shown(schema['type'])}. Use one of ${TYPES.filter(Boolean).join(', ')}.`,
    );
  }
  if (schema['$ref'] !== undefined)
    throw new UserError(`${where}: ${path}.$ref is not allowed in a CRD. Write the schema in its place.`);
  for (const key of ['properties', 'patternProperties'] as const) {
    if (schema[key] === undefined) continue;
    for (const [name, field] of Object.entries(objectAt(schema[key], where, `${path}.${key}`))) {
      checkSchema(objectAt(field, where, `${path}.${key}.${name}`), where, `${path}.${key}.${name}`, depth + 1);
    }
  }
  if (schema['required'] !== undefined && !isListOfTexts(schema['required'])) {
    throw new UserError(`${where}: ${path}.required is ${shown(schema['required'])}. Use a list of names.`);
  }
  for (const key of ['items', 'additionalProperties', 'not'] as const) {
    if (schema[key] === undefined || typeof schema[key] === 'boolean') continue;
    checkSchema(objectAt(schema[key], where, `${path}.${key}`), where, `${path}.${key}`, depth + 1);
  }
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const list = schema[key];
    if (list === undefined) continue;
    if (!Array.isArray(list)) throw new UserError(`${where}: ${path}.${key} is ${shown(list)}. Use a list of schemas.`);
    for (const [index, one] of list.entries())
      checkSchema(objectAt(one, where, `${path}.${key}[${index}]`), where, `${path}.${key}[${index}]`, depth + 1);
  }
}

function objectAt(value: unknown, where: string, path: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new UserError(`${where}: ${path} is ${shown(value)}. A CustomResourceDefinition has an object there.`);
}

function textAt(value: unknown, where: string, path: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new UserError(`${where}: ${path} is ${shown(value)}. Give it a text.`);
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'object' && value !== null
    ? Array.isArray(value)
      ? 'a list'
      : 'an object'
    : (JSON.stringify(value) ?? String(value));
}

// OpenAPI schemas → the nodes that the interpreter walks (lib/schema/schema-node.ts says what they are).

const REF = '#/components/schemas/';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
const EXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.';
const NAMED = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  [`${META}Time`]: 'date-time',
  [`${META}MicroTime`]: 'micro-time',
  [`${META}FieldsV1`]: 'any',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
  [`${EXTENSIONS}JSON`]: 'any',
};
const LIMITS = ['pattern', 'minLength', 'maxLength', 'minimum', 'maximum'];
const SIZES = ['minItems', 'maxItems', 'minProperties', 'maxProperties'];
const SCHEMA = { ref: `${EXTENSIONS}JSONSchemaProps` };
const EITHER = {
  [`${EXTENSIONS}JSONSchemaPropsOrArray`]: [SCHEMA, { list: SCHEMA }],
  [`${EXTENSIONS}JSONSchemaPropsOrBool`]: [SCHEMA, 'boolean'],
  [`${EXTENSIONS}JSONSchemaPropsOrStringArray`]: [SCHEMA, { list: 'string' }],
};

/**
 * @param nameRef what stands for a reference to a definition
 * @param defaulted whether defaults are set before the value is checked: then `null` and absence are fine where there is one
 */
export function nodeOf(schema, nameRef, defaulted = false) {
  const ref = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.slice(REF.length);
  if (ref !== undefined) return NAMED[ref] ?? (EITHER[ref] ? { either: withRefs(EITHER[ref], nameRef) } : nameRef(ref));
  if (schema['x-kubernetes-int-or-string']) return 'int-or-string';
  if (schema.type === 'array') {
    const node = { list: nodeOf(schema.items, nameRef, defaulted), ...pick(schema, SIZES) };
    if (schema['x-kubernetes-list-type'] === 'map') node.keys = schema['x-kubernetes-list-map-keys'];
    if (schema['x-kubernetes-list-type'] === 'set') node.set = true;
    return nullable(schema, node, defaulted);
  }
  if (schema.type === 'object') return nullable(schema, objectOf(schema, nameRef, defaulted), defaulted);
  if (schema.type === undefined) return 'any';
  const limits = pick(schema, LIMITS);
  const type = scalarOf(schema);
  const values = schema.enum ? { enum: schema.enum } : {};
  const node = { is: type, ...values, ...limits };
  return nullable(schema, Object.keys(node).length === 1 ? type : node, defaulted);
}

function objectOf(schema, nameRef, defaulted) {
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (schema.properties === undefined) {
    if (schema.additionalProperties === undefined || open) return open || schema.type === 'object' ? 'object' : 'any';
    return { map: nodeOf(schema.additionalProperties, nameRef, defaulted), ...pick(schema, SIZES) };
  }
  const fields = Object.fromEntries(
    Object.entries(schema.properties)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, nodeOf(field, nameRef, defaulted)]),
  );
  const required = (schema.required ?? [])
    .filter((name) => !defaulted || schema.properties[name]?.default === undefined)
    .toSorted();
  return {
    fields,
    ...(required.length > 0 ? { required } : {}),
    ...(schema.implied?.length > 0 ? { implied: schema.implied.toSorted() } : {}),
    ...(open ? { open: true } : {}),
    ...pick(schema, SIZES),
  };
}

function scalarOf({ type, format }) {
  if (type === 'integer') return format === 'int32' ? 'int32' : 'int64';
  if (type === 'string' && (format === 'byte' || format === 'date-time')) return format;
  return type;
}

function nullable(schema, node, defaulted) {
  if (!schema.nullable && !(defaulted && schema.default !== undefined)) return node;
  return typeof node === 'string' ? { is: node, nullable: true } : { ...node, nullable: true };
}

function withRefs(nodes, nameRef) {
  return nodes.map((node) => (node.ref ? nameRef(node.ref) : node.list?.ref ? { list: nameRef(node.list.ref) } : node));
}

function pick(schema, keys) {
  return Object.fromEntries(keys.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]));
}

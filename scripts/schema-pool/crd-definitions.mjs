// CustomResourceDefinitions → definitions of the same shape as kubernetes-1.37.json.

const META = { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
const PROSE = new Set(['description', 'x-kubernetes-validations', 'allOf', 'anyOf', 'oneOf', 'not']);

/** The served versions of CRDs, as `{ scopes, definitions }`. */
export function definitionsOfCrds(crds) {
  const scopes = {};
  const definitions = {};
  for (const { spec } of crds) {
    const reversed = spec.group.split('.').toReversed().join('.');
    for (const version of spec.versions.filter((candidate) => candidate.served)) {
      scopes[`${spec.group}/${version.name}/${spec.names.kind}`] = spec.scope;
      const schema = withoutProse(version.schema.openAPIV3Schema);
      definitions[`${reversed}.${version.name}.${spec.names.kind}`] = {
        ...schema,
        properties: { ...schema.properties, metadata: META },
        'x-kubernetes-group-version-kind': [{ group: spec.group, kind: spec.names.kind, version: version.name }],
      };
    }
  }
  return { scopes, definitions };
}

/** Without texts, CEL rules and value combinators: what is left is structure and single-value limits. */
function withoutProse(schema) {
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    if (PROSE.has(key)) continue;
    if (key === 'properties')
      result[key] = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withoutProse(v)]));
    else if ((key === 'items' || key === 'additionalProperties') && typeof value === 'object')
      result[key] = withoutProse(value);
    else result[key] = value;
  }
  return result;
}

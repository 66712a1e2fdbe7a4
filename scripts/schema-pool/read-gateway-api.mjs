// The Gateway API's CRDs (standard channel) as definitions of the same shape as kubernetes-1.37.json.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const GATEWAY_API_VERSION = '1.6.3';

/** Needs Go: the CRDs are files of the module `sigs.k8s.io/gateway-api`. */
export function readGatewayApi() {
  const answer = execFileSync('go', ['mod', 'download', '-json', `sigs.k8s.io/gateway-api@v${GATEWAY_API_VERSION}`], {
    encoding: 'utf8',
  });
  const folder = join(JSON.parse(answer).Dir, 'config', 'crd', 'standard');
  const documents = readdirSync(folder)
    .toSorted()
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
    .map((document) => document.toJS())
    .filter((document) => document?.kind === 'CustomResourceDefinition');
  return { version: GATEWAY_API_VERSION, licence: 'Apache-2.0', ...definitionsOfCrds(documents) };
}

function definitionsOfCrds(crds) {
  const scopes = {};
  const definitions = {};
  for (const { spec } of crds) {
    const reversed = spec.group.split('.').toReversed().join('.');
    for (const version of spec.versions.filter((candidate) => candidate.served)) {
      scopes[`${spec.group}/${version.name}/${spec.names.kind}`] = spec.scope;
      definitions[`${reversed}.${version.name}.${spec.names.kind}`] = {
        ...withoutProse(version.schema.openAPIV3Schema),
        'x-kubernetes-group-version-kind': [{ group: spec.group, kind: spec.names.kind, version: version.name }],
      };
    }
  }
  return { scopes, definitions };
}

const PROSE = new Set(['description', 'x-kubernetes-validations', 'allOf', 'anyOf', 'oneOf', 'not']);

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
  if (result.properties?.metadata)
    result.properties.metadata = { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
  return result;
}

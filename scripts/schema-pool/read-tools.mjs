// The CRDs of the tools that deliver, roll out and bring secrets, as definitions of the same shape as kubernetes-1.37.json.
import { definitionsOfCrds } from './crd-definitions.mjs';
import { generateModuleCrds, readModuleCrds } from './read-module-crds.mjs';
import { shareSchemas } from './share-schemas.mjs';

/** Go modules, all under the Apache License 2.0, and where the CRDs are in them: files, or packages of Go types. */
export const TOOLS = [
  { name: 'argo-cd', module: 'github.com/argoproj/argo-cd/v3', version: '3.5.7', files: 'manifests/crds' },
  { name: 'argo-rollouts', module: 'github.com/argoproj/argo-rollouts', version: '1.10.1', files: 'manifests/crds' },
  {
    name: 'external-secrets',
    module: 'github.com/external-secrets/external-secrets',
    version: '1.3.2',
    files: 'config/crds/bases',
    group: 'external-secrets.io',
    // Releases before 0.16 serve no other version of ExternalSecret and of the stores; 0.16 was the last that served it.
    older: { version: '0.16.2', serves: 'v1beta1' },
  },
  { name: 'flagger', module: 'github.com/fluxcd/flagger', version: '1.41.0', files: 'artifacts/flagger/crd.yaml' },
  {
    name: 'flux-helm-controller',
    module: 'github.com/fluxcd/helm-controller/api',
    version: '1.6.5',
    packages: ['v2'],
  },
  {
    name: 'flux-notification-controller',
    module: 'github.com/fluxcd/notification-controller/api',
    version: '1.9.4',
    packages: ['v1', 'v1beta3'],
  },
];

/** The file in this folder that keeps what was read. */
export function toolFileOf({ name, version }) {
  return `${name}-${version}.json`;
}

/** Needs Go. */
export function readTool(tool) {
  const { older, version } = tool;
  const newest = definitionsOfCrds(crdsOf(tool));
  const before = older ? chooseVersion(definitionsOfCrds(crdsOf({ ...tool, ...older })), older.serves) : {};
  const definitions = withFreeStatus({ ...before.definitions, ...newest.definitions });
  return {
    version,
    ...(older ? { older } : {}),
    licence: 'Apache-2.0',
    scopes: { ...before.scopes, ...newest.scopes },
    definitions: shareSchemas(definitions, tool.name),
  };
}

function crdsOf({ module, version, files, packages, group }) {
  const crds = files ? readModuleCrds(module, version, files) : generateModuleCrds(module, version, packages);
  return crds.filter(({ spec }) => group === undefined || spec.group === group);
}

function chooseVersion({ scopes, definitions }, version) {
  const isOfVersion = (definition) => definition['x-kubernetes-group-version-kind'][0].version === version;
  return {
    scopes: Object.fromEntries(Object.entries(scopes).filter(([key]) => key.split('/')[1] === version)),
    definitions: Object.fromEntries(Object.entries(definitions).filter(([, definition]) => isOfVersion(definition))),
  };
}

/** Half of these schemas is about what only a controller writes: no manifest has it. */
function withFreeStatus(definitions) {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, { required = [], ...definition }]) => {
      const wanted = required.filter((field) => field !== 'status');
      const properties = { ...definition.properties };
      if (properties.status) properties.status = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
      return [name, { ...definition, ...(wanted.length > 0 ? { required: wanted } : {}), properties }];
    }),
  );
}

// Makes lib/schema/pool.br and lib/kubernetes.ts. With `--types` only the types, from the inputs in this folder: no network is needed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { olderVersions } from './older-versions.mjs';
import { GATEWAY_API_VERSION, readGatewayApi } from './read-gateway-api.mjs';
import { readTool, toolFileOf, TOOLS } from './read-tools.mjs';
import { typedDefinitions } from './tool-types.mjs';
import { poolOf } from './write-pool.mjs';
import { typesOf } from './write-types.mjs';

/** CRDs in the recording of the live server: known whatever the version, as the Gateway API is. */
const CUSTOM = /^(com\.bitnami|io\.fluxcd)\./;
const METADATA = /\.(ObjectMeta|ManagedFieldsEntry|OwnerReference)$/;
const GATEWAY_FILE = `gateway-api-${GATEWAY_API_VERSION}.json`;

if (!process.argv.includes('--types')) {
  writeFileSync(pathOf(GATEWAY_FILE), JSON.stringify(readGatewayApi()));
  for (const tool of TOOLS) writeFileSync(pathOf(toolFileOf(tool)), JSON.stringify(readTool(tool)));
  makePool();
}
makeTypes();

function makePool() {
  const live = read('kubernetes-1.37.json');
  const builtIn = choose(live, (name) => !CUSTOM.test(name));
  const custom = merge([
    choose(live, (name) => CUSTOM.test(name) || METADATA.test(name)),
    read(GATEWAY_FILE),
    ...TOOLS.map((tool) => read(toolFileOf(tool))),
  ]);
  const { compressed, ...figures } = poolOf(
    [...Object.entries(olderVersions(live.definitions)), ['1.37', builtIn]],
    custom,
  );
  writeFileSync(pathOf('../../lib/schema/pool.br'), compressed);
  process.stdout.write(`pool.br: ${JSON.stringify({ ...figures, compressed: compressed.length })}\n`);
}

function makeTypes() {
  const tools = merge(TOOLS.map((tool) => read(toolFileOf(tool))));
  const { definitions } = merge([read('kubernetes-1.37.json'), read(GATEWAY_FILE)]);
  writeFileSync(pathOf('../../lib/kubernetes.ts'), typesOf({ ...definitions, ...typedDefinitions(tools.definitions) }));
}

/** The definitions that `filter` wants, and the kinds that are among them. */
function choose({ scopes, definitions }, filter) {
  const chosen = Object.fromEntries(Object.entries(definitions).filter(([name]) => filter(name)));
  const kinds = new Set(
    Object.values(chosen).flatMap((schema) => (schema['x-kubernetes-group-version-kind'] ?? []).map(keyOf)),
  );
  return { scopes: Object.fromEntries(Object.entries(scopes).filter(([key]) => kinds.has(key))), definitions: chosen };
}

function merge(sources) {
  return {
    scopes: Object.assign({}, ...sources.map(({ scopes }) => scopes)),
    definitions: Object.assign({}, ...sources.map(({ definitions }) => definitions)),
  };
}

function keyOf({ group, version, kind }) {
  return `${group === '' ? version : `${group}/${version}`}/${kind}`;
}

function pathOf(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}

function read(path) {
  return JSON.parse(readFileSync(pathOf(path), 'utf8'));
}

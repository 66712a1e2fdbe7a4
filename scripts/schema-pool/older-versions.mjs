// Kubernetes 1.27 … 1.36 out of the packages of `@kubernetes/client-node`; two versions have no package and are made from a neighbour.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClientNode } from './read-client-node.mjs';

const REF = '#/components/schemas/';
const PACKAGES = {
  1.27: '0.19.0',
  1.28: '0.20.0',
  1.29: '0.21.0',
  '1.30': '0.22.3',
  1.32: '1.1.2',
  1.33: '1.3.0',
  1.34: '1.4.0',
  1.36: '2.0.1',
};

/** Version → { scopes, definitions }, oldest first. Needs a registry. */
export function olderVersions(newest) {
  const folder = mkdtempSync(join(tmpdir(), 'kumiki-schemas-'));
  try {
    const versions = {};
    for (const [version, release] of Object.entries(PACKAGES))
      versions[version] = readClientNode(unpack(release, folder), newest);
    versions['1.31'] = before132(versions['1.32'], versions['1.30']);
    versions['1.35'] = after134(versions['1.34'], versions['1.36']);
    return Object.fromEntries(Object.entries(versions).toSorted(([a], [b]) => Number(a) - Number(b)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function unpack(release, folder) {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', `@kubernetes/client-node@${release}`], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const target = join(folder, release);
  mkdirSync(target);
  execFileSync('tar', ['xzf', join(folder, filename), '-C', target, '--strip-components=1']);
  return target;
}

/** 1.31 is 1.32 without two new fields, and still serves what 1.32 stopped to serve. */
function before132(next, previous) {
  const definitions = structuredClone(next.definitions);
  delete definitions['io.k8s.api.core.v1.PodSecurityContext'].properties.seLinuxChangePolicy;
  delete definitions['io.k8s.api.core.v1.PodSpec'].properties.resources;
  const retired = Object.entries(previous.scopes).filter(([kind]) =>
    kind.startsWith('flowcontrol.apiserver.k8s.io/v1beta3/'),
  );
  return {
    scopes: { ...next.scopes, ...Object.fromEntries(retired) },
    definitions: { ...previous.definitions, ...definitions },
  };
}

/** 1.35 is 1.34 with three new fields. */
function after134(previous, next) {
  const definitions = structuredClone(previous.definitions);
  const fields = { PodCertificateProjection: 'userAnnotations' };
  for (const [name, field] of Object.entries(fields)) {
    const fullName = `io.k8s.api.core.v1.${name}`;
    definitions[fullName].properties[field] = next.definitions[fullName].properties[field];
  }
  const driver = 'io.k8s.api.storage.v1.CSIDriverSpec';
  definitions[driver].properties.serviceAccountTokenInSecrets =
    next.definitions[driver].properties.serviceAccountTokenInSecrets;
  definitions['io.k8s.api.core.v1.PodSpec'].properties.workloadRef = {
    $ref: `${REF}io.k8s.api.core.v1.WorkloadReference`,
  };
  definitions['io.k8s.api.core.v1.WorkloadReference'] = {
    type: 'object',
    required: ['name', 'podGroup'],
    properties: { name: { type: 'string' }, podGroup: { type: 'string' }, podGroupReplicaKey: { type: 'string' } },
  };
  return { scopes: previous.scopes, definitions };
}

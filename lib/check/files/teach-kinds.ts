import { type Finding, UserError } from '../../errors.ts';
import type { ReadObject } from '../../read/read-manifests.ts';
import { type CrdSource, readCrds } from '../../schema/crd.ts';

export interface TaughtKinds {
  readonly crds: readonly CrdSource[];
  readonly findings: readonly Finding[];
}

/** The CustomResourceDefinitions among objects; one that no server would take is a finding and teaches nothing. */
export function teachKinds(objects: readonly ReadObject[]): TaughtKinds {
  const crds: CrdSource[] = [];
  const findings: Finding[] = [];
  for (const { object, file, line } of objects) {
    if (object['kind'] !== 'CustomResourceDefinition' || object['apiVersion'] !== 'apiextensions.k8s.io/v1') continue;
    const crd: CrdSource = { object, where: `${file}:${line}` };
    const refused = tryRefusal(crd);
    if (refused === undefined) crds.push(crd);
    else findings.push({ rule: 'server/invalid-crd', severity: 'error', message: refused, file });
  }
  return { crds, findings };
}

function tryRefusal(crd: CrdSource): string | undefined {
  try {
    readCrds([crd]);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

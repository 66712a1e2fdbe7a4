import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../manifest/object.ts';
import { fieldsOf } from '../fields.ts';

/** The workloads whose Pods a change replaces: `Deployment users/users-api`. A Job that runs is none. */
export function listRestarts(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly string[] {
  const old = new Map(before.map((object) => [nameOf(object), templateOf(object)]));
  return after.flatMap((object) => {
    const template = templateOf(object);
    const name = nameOf(object);
    const isRestarted =
      template !== undefined && old.get(name) !== undefined && !isDeepStrictEqual(template, old.get(name));
    return isRestarted ? [name] : [];
  });
}

const RESTARTING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

function templateOf(object: KubernetesObject): unknown {
  return RESTARTING.has(object.kind) ? fieldsOf(object['spec'])['template'] : undefined;
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

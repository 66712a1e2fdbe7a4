import type { Construct } from 'constructs';
import type { KubernetesObject } from '../../manifest/object.ts';
import { report } from '../refuse.ts';
import { findMentions } from './find-mentions.ts';
import type { PlacedObjects } from './place-objects.ts';

/** How many places a message names. */
const SHOWN = 8;

/** Warns of what a move leaves behind in texts, and of objects of one chart that end up in two namespaces. */
export function warnOfNamespaces(manifests: Construct, { objects, moved }: PlacedObjects, namespace: string): void {
  const all = objects.map(({ object }) => object);
  warnOfMentions(manifests, all, moved);
  warnOfSplit(manifests, all, namespace);
}

function warnOfMentions(
  manifests: Construct,
  objects: readonly KubernetesObject[],
  moved: ReadonlyMap<string, string>,
): void {
  for (const [before, after] of moved) {
    const places = objects.flatMap((object) =>
      findMentions(object, before).map((path) => `${object.kind} ${object.metadata.name} ${path}`),
    );
    if (places.length === 0) continue;
    const more = places.length > SHOWN ? `, and ${places.length - SHOWN} more` : '';
    report(manifests, {
      rule: 'practice/old-namespace',
      severity: 'warning',
      message: `${manifests.node.path}: its objects are in ${after} now, and these still name ${before}: ${places.slice(0, SHOWN).join(', ')}${more}. Patch them, or render the chart for ${after}.`,
    });
  }
}

/** Kinds of which everybody knows that they lie in a namespace. */
const NAMESPACED: ReadonlySet<string> = new Set([
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Ingress',
  'Job',
  'PersistentVolumeClaim',
  'Role',
  'RoleBinding',
  'Service',
  'ServiceAccount',
  'StatefulSet',
]);

function warnOfSplit(manifests: Construct, objects: readonly KubernetesObject[], namespace: string): void {
  const known = objects.filter(({ kind }) => NAMESPACED.has(kind));
  const without = known.filter(({ metadata }) => metadata.namespace === undefined);
  const others = new Set(
    known.map(({ metadata }) => metadata.namespace ?? namespace).filter((one) => one !== namespace),
  );
  others.delete('kube-system');
  if (without.length === 0 || others.size === 0) return;
  report(manifests, {
    rule: 'practice/split-namespaces',
    severity: 'warning',
    message: `${manifests.node.path}: ${without.length} of its objects name no namespace and go to ${namespace}, others name ${[...others].toSorted().join(' and ')}. Say namespace: '${namespace}' to have them together.`,
  });
}

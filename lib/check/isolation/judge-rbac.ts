import type { KubernetesObject } from '../../manifest/object.ts';
import { fieldsOf } from '../../fields.ts';
import { itemsOf, type Refuse } from './reach.ts';
import type { Territory } from './territory.ts';

/** Refuses where a Role or its binding gives rights outside of its environment, or to accounts of others. */
export function judgeRbac(object: KubernetesObject, territory: Territory, refuse: Refuse): void {
  const { kind, metadata } = object;
  if (kind !== 'Role' && kind !== 'RoleBinding') return;
  if (!territory.namespaces.has(String(metadata.namespace)))
    refuse('/metadata/namespace', metadata.namespace, 'It is none of the environment.');
  for (const [index, subject] of itemsOf(object['subjects']).entries()) {
    if (!isOwnSubject(subject, territory))
      refuse(`/subjects/${index}`, subject, 'Rights go to accounts of the environment alone.');
  }
}

function isOwnSubject(subject: unknown, { namespaces, deployers, delivery, root }: Territory): boolean {
  const { kind, name, namespace } = fieldsOf(subject);
  if (kind === 'ServiceAccount')
    return (
      namespaces.has(String(namespace)) ||
      (namespace === delivery.namespace && (name === root || deployers.has(String(name))))
    );
  if (!String(name).startsWith('system:')) return true;
  // Accounts by their other name: system:serviceaccount:NAMESPACE:NAME, and the group of all of a namespace.
  const account = /^system:serviceaccounts?:([^:]+)/.exec(String(name));
  return account?.[1] !== undefined && namespaces.has(account[1]);
}

import { fieldsOf } from '../fields.ts';
import type { Finding } from '../errors.ts';
import type { KubernetesObject } from '../manifest/object.ts';

/**
 * Namespaces that leave git while the CD tool still has to remove objects from them: their last application was removed, or moved, or the
 * only object of one elsewhere is gone. With them go the rights of who would remove these, and Argo CD's permission to. The objects would
 * stay behind, unseen. Those that the environment kept without an application (`namespaces`) may go.
 *
 * @param before what `dist/<env>/delivery/` holds
 * @param after what it is to hold
 */
export function lostNamespaces(
  environment: string,
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly Finding[] {
  const delivering = new Set(before.filter(isDelivering).map((object) => deployerOf(environment, object)));
  const rights = rightsOf(before);
  const staying = rightsOf(after);
  const reachable = new Set([...staying.values()].flat());
  const isKept = (namespace: string): boolean => {
    const deployer = `${environment}-${namespace}`;
    return rights.has(deployer) && !delivering.has(deployer);
  };
  const used = new Set([...rights].flatMap(([deployer, namespaces]) => (delivering.has(deployer) ? namespaces : [])));
  const lost = [...used].filter((namespace) => !reachable.has(namespace) && !isKept(namespace));
  if (lost.length > 0 && ![...staying.keys()].some((name) => name.startsWith(`${environment}-`)))
    return [undelivered(environment)];
  return lost.toSorted().map((namespace) => finding(environment, namespace));
}

function undelivered(environment: string): Finding {
  const message = `${environment}: its delivery is gone, and its applications still run. Bring it back with removed: true, and take it out once its cluster is empty.`;
  return { rule: 'change/lost-namespace', severity: 'error', message, environment };
}

function finding(environment: string, namespace: string): Finding {
  const message = `${environment}: nothing is delivered to the namespace '${namespace}' any more. Until what was is gone from the cluster, keep the namespace in the environment, so that the CD tool may still remove it: namespaces: ['${namespace}']`;
  return { rule: 'change/lost-namespace', severity: 'error', message, environment };
}

/** An object by which a CD tool delivers an application. */
export function isDelivering({ kind }: KubernetesObject): boolean {
  return kind === 'Application' || kind === 'Kustomization';
}

/** Whose rights an Application or Kustomization has; undefined where it does not say so as ours do. */
function deployerOf(environment: string, object: KubernetesObject): string | undefined {
  const spec = fieldsOf(object['spec']);
  if (typeof spec['serviceAccountName'] === 'string') return spec['serviceAccountName'];
  const { namespace } = fieldsOf(spec['destination']);
  return typeof namespace === 'string' ? `${environment}-${namespace}` : undefined;
}

/** The namespaces of all bindings of a name: a deployer's have its own. */
function rightsOf(objects: readonly KubernetesObject[]): ReadonlyMap<string, readonly string[]> {
  const rights = new Map<string, string[]>();
  for (const { kind, metadata } of objects) {
    if (kind !== 'RoleBinding' || metadata.namespace === undefined) continue;
    rights.set(metadata.name, [...(rights.get(metadata.name) ?? []), metadata.namespace]);
  }
  return rights;
}

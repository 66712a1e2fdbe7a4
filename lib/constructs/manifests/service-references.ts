import { isFields, type Fields } from '../../fields.ts';
import type { KubernetesObject } from '../../manifest/object.ts';

/** What an object of any namespace says of a ServiceAccount or a Service. */
export interface ServiceReference {
  readonly kind: 'ServiceAccount' | 'Service';
  readonly name: unknown;
  readonly namespace: string | undefined;
}

/** The namespace that a reference is to have; undefined to leave it as it is. */
type Follow = (reference: ServiceReference) => string | undefined;

/**
 * The object with the namespaces that it names in subjects of bindings, webhooks, conversions and aggregated APIs; the object itself where
 * none changes. These are all the fields of Kubernetes' own kinds that name another object's namespace.
 */
export function mapServiceReferences(object: KubernetesObject, follow: Follow): KubernetesObject {
  const path = PATHS[object.kind];
  return path === undefined ? object : (mapAt(object, path, follow) as KubernetesObject);
}

type Step = string | readonly [list: string];

/** Field names; in brackets a list whose every item is meant. */
const PATHS: Readonly<Record<string, readonly Step[]>> = {
  RoleBinding: [['subjects']],
  ClusterRoleBinding: [['subjects']],
  ValidatingWebhookConfiguration: [['webhooks'], 'clientConfig', 'service'],
  MutatingWebhookConfiguration: [['webhooks'], 'clientConfig', 'service'],
  CustomResourceDefinition: ['spec', 'conversion', 'webhook', 'clientConfig', 'service'],
  APIService: ['spec', 'service'],
};

function mapAt(value: unknown, path: readonly Step[], follow: Follow): unknown {
  if (!isFields(value)) return value;
  const [step, ...rest] = path;
  if (step === undefined) return followed(value, follow);
  const key = typeof step === 'string' ? step : step[0];
  const before = value[key];
  if (typeof step === 'string') return withField(value, key, mapAt(before, rest, follow));
  if (!Array.isArray(before)) return value;
  const after = before.map((item: unknown) => mapAt(item, rest, follow));
  return after.every((item, index) => item === before[index]) ? value : { ...value, [key]: after };
}

/** @param reference a subject, which has a kind, or a Service's namespace and name */
function followed(reference: Fields, follow: Follow): Fields {
  const { kind = 'Service', name, namespace } = reference;
  if (kind !== 'ServiceAccount' && kind !== 'Service') return reference;
  const after = follow({ kind, name, namespace: typeof namespace === 'string' ? namespace : undefined });
  return withField(reference, 'namespace', after ?? namespace);
}

function withField(value: Fields, key: string, field: unknown): Fields {
  return value[key] === field ? value : { ...value, [key]: field };
}

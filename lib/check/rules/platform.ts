import type { Finding } from '../../errors.ts';
import { groupOf, type RenderedObject } from '../../manifest/object.ts';
import { DELIVERY } from '../../manifest/rendered-environment.ts';
import type { Schema } from '../../schema/open-schema.ts';
import { objectFinding } from '../object-finding.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Groups by kind: those by which one environment reaches all of a cluster. */
const CLUSTER_WIDE: ReadonlyMap<string, string> = new Map([
  ['APIService', 'apiregistration.k8s.io'],
  ['ClusterRole', 'rbac.authorization.k8s.io'],
  ['ClusterRoleBinding', 'rbac.authorization.k8s.io'],
  ['CustomResourceDefinition', 'apiextensions.k8s.io'],
  ['MutatingAdmissionPolicy', 'admissionregistration.k8s.io'],
  ['MutatingAdmissionPolicyBinding', 'admissionregistration.k8s.io'],
  ['MutatingWebhookConfiguration', 'admissionregistration.k8s.io'],
  ['ValidatingAdmissionPolicy', 'admissionregistration.k8s.io'],
  ['ValidatingAdmissionPolicyBinding', 'admissionregistration.k8s.io'],
  ['ValidatingWebhookConfiguration', 'admissionregistration.k8s.io'],
]);

/** CRDs, admission, cluster-wide RBAC, and whatever else without a namespace a deployer would make, in an environment that is not the platform's. */
export const platform: EnvironmentRule = ({ name, props, objects }, schema) => {
  if (props.platform === true) return [];
  const isDelivered = props.delivery !== undefined;
  const findings: Finding[] = [];
  for (const rendered of objects) {
    const reason = reasonAgainst(rendered, schema, isDelivered);
    if (reason === undefined) continue;
    const message = `${reason} Make it in an environment with platform: true, whose owners answer for the cluster.`;
    findings.push(objectFinding(name, rendered, { rule: 'delivery/platform', severity: 'error', message }));
  }
  return findings;
};

function reasonAgainst(
  { object, application }: RenderedObject,
  schema: Schema,
  isDelivered: boolean,
): string | undefined {
  if (object.metadata?.namespace !== undefined) return undefined;
  const { apiVersion, kind } = object;
  if (CLUSTER_WIDE.get(kind) === groupOf(apiVersion)) return 'it reaches all of the cluster.';
  if (isDelivered && application !== DELIVERY && schema.scopeOf(apiVersion, kind) === 'Cluster')
    return 'it has no namespace, and deployers have rights in theirs alone.';
  return undefined;
}

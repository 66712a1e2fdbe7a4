import type { Construct } from 'constructs';
import type { PodSpec } from '../../kubernetes.ts';
import { addObject } from '../add-object.ts';
import { checkProps, type PropTable } from '../check-props.ts';
import type { PodProps } from './pod.ts';
import type { WorkloadIdentity } from './workload-identity.ts';

export interface ServiceAccountProps {
  /** Such as the cloud role of the workload. @default none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Mounts an API token, also without `can`. @default true with `can`, else false */
  readonly token?: boolean | undefined;
}

const SERVICE_ACCOUNT = { annotations: 1, token: 1 } as const satisfies PropTable<ServiceAccountProps>;

/** The workload's own ServiceAccount, unless it uses another. */
export function addServiceAccount(
  construct: Construct,
  props: PodProps,
  identity: WorkloadIdentity,
  patch: object | undefined,
): void {
  if (typeof props.serviceAccount === 'string') return;
  if (props.serviceAccount) checkProps(construct, props.serviceAccount, SERVICE_ACCOUNT, 'serviceAccount');
  const { name, namespace, labels } = identity;
  const annotations = props.serviceAccount?.annotations;
  addObject(
    construct,
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { annotations, labels, name, namespace } },
    patch,
  );
}

export function serviceAccountFields(
  props: PodProps,
  identity: WorkloadIdentity,
): Pick<PodSpec, 'automountServiceAccountToken' | 'serviceAccountName'> {
  const { serviceAccount } = props;
  const token = typeof serviceAccount === 'object' ? serviceAccount.token : undefined;
  return {
    automountServiceAccountToken: (token ?? hasPermissions(props)) ? undefined : false,
    serviceAccountName: typeof serviceAccount === 'string' ? serviceAccount : identity.name,
  };
}

export function hasPermissions(props: PodProps): boolean {
  return props.can !== undefined && props.can.length > 0;
}

import type { KubernetesObject } from '../../manifest/object.ts';
import { tryParseQuantity } from '../../manifest/quantity.ts';
import { valueAt, type ChangedField } from './changed-fields.ts';

const SIZE = '/spec/resources/requests/storage';

/**
 * A claim that asks for less than it did, which only a new one can have.
 *
 * Source: "field can not be less than status.capacity" of ValidatePersistentVolumeClaimUpdate, pkg/apis/core/validation in
 * kubernetes/kubernetes.
 *
 * @param kind with its group
 */
export function shrunkClaim(kind: string, before: KubernetesObject, after: KubernetesObject): readonly ChangedField[] {
  if (kind !== 'PersistentVolumeClaim') return [];
  const [from, to] = [valueAt(before, SIZE), valueAt(after, SIZE)];
  const [was, is] = [from, to].map((value) => tryParseQuantity(String(value)));
  return was !== undefined && is !== undefined && is < was ? [{ path: SIZE, from, to }] : [];
}

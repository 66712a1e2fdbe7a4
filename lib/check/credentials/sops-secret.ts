import { isFields } from '../../fields.ts';
import type { KubernetesObject } from '../../manifest/object.ts';

const ENCRYPTED = /^ENC\[AES256_GCM,data:[^,\]]*,iv:[^,\]]+,tag:[^,\]]+,type:\w+\]$/;

/**
 * Whether an object is a Secret that SOPS encrypted wholly: each value, and the code that proves them together. Empty texts stay as they are.
 *
 * @see https://github.com/getsops/sops#encrypting-only-parts-of-a-file
 */
export function isSopsSecret(object: KubernetesObject): boolean {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1' || object['sops'] === undefined) return false;
  const { sops, data, stringData } = object;
  return isFields(sops) && isEncrypted(sops['mac']) && [data, stringData].every(isWhollyEncrypted);
}

/** Such a Secret as its schema knows it: without what SOPS adds, and without values that are base64 only when decrypted. */
export function withoutSops(object: KubernetesObject): KubernetesObject {
  const { sops: _, data: __, ...rest } = object;
  return rest as KubernetesObject;
}

function isWhollyEncrypted(values: unknown): boolean {
  if (values === undefined || values === null) return true;
  return isFields(values) && Object.values(values).every((value) => value === '' || isEncrypted(value));
}

function isEncrypted(value: unknown): boolean {
  return typeof value === 'string' && ENCRYPTED.test(value);
}

import { isSopsSecret } from '../credentials/sops-secret.ts';
import type { ObjectRule } from '../rule.ts';

/**
 * A Secret with values: whoever reads the repository reads them, for base64 hides nothing. Nothing lifts this. A Secret that SOPS encrypted
 * passes.
 */
export const plainSecret: ObjectRule = (object, _, report) => {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1' || isSopsSecret(object)) return;
  const path = ['data', 'stringData'].find((field) => hasAny(object[field]));
  if (path === undefined) return;
  report({
    rule: 'security/plain-secret',
    severity: 'error',
    path: `/${path}`,
    message: `/${path} holds values in the clear, and git keeps them for ever. Seal them (kumiki secret set, then this.secret(name)), or use an externalSecret or an existingSecret; revoke what was committed already.`,
  });
};

function hasAny(field: unknown): boolean {
  return typeof field === 'object' && field !== null
    ? Object.keys(field).length > 0
    : typeof field === 'string' && field !== '';
}

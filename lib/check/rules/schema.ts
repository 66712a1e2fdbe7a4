import { isSopsSecret, withoutSops } from '../credentials/sops-secret.ts';
import type { ObjectRule } from '../rule.ts';

/**
 * The object against the definitions of its Kubernetes version, or of a CRD: unknown fields, types, required fields, enums, formats, list keys;
 * kinds that the version does not serve, or that the next one removes. What SOPS adds to a Secret that it encrypted is none of the server's:
 * who applies it decrypts it first.
 */
export const schemaRule: ObjectRule = (object, schema, report) => {
  const known = isSopsSecret(object) ? withoutSops(object) : object;
  for (const { category, rule, severity, path, message } of schema.check(known))
    report({ rule: `${category}/${rule}`, severity, path, message });
};

import type { ObjectRule } from '../rule.ts';

/**
 * The object against the definitions of its Kubernetes version, or of a CRD: unknown fields, types, required fields, enums, formats, list keys;
 * kinds that the version does not serve, or that the next one removes.
 */
export const schemaRule: ObjectRule = (object, schema, report) => {
  for (const { category, rule, severity, path, message } of schema.check(object))
    report({ rule: `${category}/${rule}`, severity, path, message });
};

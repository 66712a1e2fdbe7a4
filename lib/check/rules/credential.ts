import { searchObject } from '../credentials/search-object.ts';
import type { ObjectRule } from '../rule.ts';

/**
 * What looks like a credential in the texts of an object: values of ConfigMaps, variables, arguments, annotations, and any other text. Private
 * keys, tokens of known shapes, passwords in URLs and connection strings, and values that look random under telling names; base64 is decoded
 * first. The value is never said. `waive` lifts it for one construct, with a reason.
 */
export const credential: ObjectRule = (object, _, report) => {
  searchObject(object, ({ path, line, label }) => {
    const where = line === undefined ? path : `${path}, line ${line},`;
    report({
      rule: 'security/credential',
      severity: 'error',
      path,
      message: `${where} looks like ${label}. Revoke it where it was real, and keep the new one in a sealed secret: kumiki secret set, then this.secret(name).key(…).`,
    });
  });
};

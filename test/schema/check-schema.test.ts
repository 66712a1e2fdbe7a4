import { expect, test } from 'vitest';
import { checkSchema } from '../../lib/check/schema.ts';
import { openSchema } from '../../lib/schema/open-schema.ts';

test('turns what the schema says into findings about the object', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, dta: {} };

  expect(checkSchema(object, openSchema('1.34'))).toEqual([
    {
      rule: 'server/unknown-field',
      severity: 'error',
      message: 'dta is not a field of ConfigMap v1. Did you mean data?',
      object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' },
      path: '/dta',
    },
  ]);
});

test('has nothing to say of an object that fits', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: 'b' } };

  expect(checkSchema(object, openSchema('1.34'))).toEqual([]);
});

import { expect, test } from 'vitest';
import type { Problem } from '../../../lib/check/rule.ts';
import { schemaRule } from '../../../lib/check/rules/schema.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';

test('turns what the schema says into problems with a category', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, dta: {} };

  const problems = problemsOf(object);

  expect(problems).toEqual([
    {
      rule: 'server/unknown-field',
      severity: 'error',
      message: 'dta is not a field of ConfigMap v1. Did you mean data?',
      path: '/dta',
    },
  ]);
});

test('has nothing to say of an object that fits', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: 'b' } };

  expect(problemsOf(object)).toEqual([]);
});

function problemsOf(object: KubernetesObject): readonly Problem[] {
  const problems: Problem[] = [];
  schemaRule(object, openSchema('1.34'), (problem) => problems.push(problem));
  return problems;
}

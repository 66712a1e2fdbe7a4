import { expect, test } from 'vitest';
import { checkObject } from '../../../lib/check/check-environment.ts';
import type { Problem } from '../../../lib/check/rule.ts';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';

const schema = openSchema('1.34');

function problemsOf(fields: object): readonly Problem[] {
  const problems: Problem[] = [];
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'users', namespace: 'users' }, ...fields };
  checkObject(object as KubernetesObject, schema, (problem) => problems.push(problem));
  return problems;
}

function encrypted(type: string): string {
  return `ENC[AES256_GCM,data:p673w7==,iv:YY=aQ==,tag:bTaQ==,type:${type}]`;
}

const sops = { mac: encrypted('str'), version: '3.9.0', encrypted_regex: '^(data|stringData)$' };

test.each<[string, object, string]>([
  ['data', { data: { password: 'aHVudGVyMg==' } }, '/data'],
  ['stringData', { stringData: { password: 'hunter2' } }, '/stringData'],
  ['an empty value', { data: { password: '' } }, '/data'],
  ['a type', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }, '/data'],
])('a Secret with %s is refused', (_, fields, path) => {
  expect(problemsOf(fields)).toEqual([
    {
      rule: 'security/plain-secret',
      severity: 'error',
      path,
      message: `${path} holds values in the clear, and git keeps them for ever. Seal them (kumiki secret set, then this.secret(name)), or use an externalSecret or an existingSecret; revoke what was committed already.`,
    },
  ]);
});

test.each<[string, object]>([
  ['without values', {}],
  ['with empty data', { data: {}, stringData: {} }],
  ['of a service account', { type: 'kubernetes.io/service-account-token' }],
  ['that SOPS encrypted', { sops, stringData: { a: encrypted('str'), b: encrypted('bytes'), empty: '' } }],
  ['whose data SOPS encrypted', { sops, data: { password: encrypted('str') } }],
])('a Secret %s passes', (_, fields) => {
  expect(problemsOf(fields)).toEqual([]);
});

test.each<[string, object]>([
  ['one value is in the clear', { sops, stringData: { a: encrypted('str'), b: 'hunter2' } }],
  ['there is no mac', { sops: { version: '3.9.0' }, stringData: { a: encrypted('str') } }],
  ['the mac is in the clear', { sops: { mac: 'x' }, stringData: { a: encrypted('str') } }],
  ['a value only begins like one', { sops, stringData: { a: `${encrypted('str')}\nhunter2` } }],
])('SOPS helps nothing where %s', (_, fields) => {
  const rules = problemsOf(fields).map(({ rule }) => rule);

  expect(rules).toContain('security/plain-secret');
  expect(rules).toContain('server/unknown-field');
});

test('the field sops stays unknown in any other kind', () => {
  expect(problemsOf({ kind: 'ConfigMap', sops }).map(({ rule }) => rule)).toEqual(['server/unknown-field']);
});

test('nothing that another rule says of a Secret repeats a value', () => {
  const secret = 'correct-horse-battery';
  const problems = problemsOf({
    data: { a: secret, b: 12_345_678, [secret.slice(0, 3)]: [secret] },
    stringData: { c: { d: secret } },
    immutable: secret,
    type: 7,
  });

  expect(problems.length).toBeGreaterThan(4);
  expect(JSON.stringify(problems)).not.toMatch(/horse|12345678/);
});

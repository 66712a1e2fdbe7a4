import { expect, test } from 'vitest';
import { checkObject } from '../../../lib/check/check-environment.ts';
import { checkFiles } from '../../../lib/check/files/check-files.ts';
import { Application } from '../../../lib/constructs/application.ts';
import { Config } from '../../../lib/constructs/config.ts';
import { WebService } from '../../../lib/constructs/web-service.ts';
import { openSchema } from '../../../lib/schema/open-schema.ts';
import { renderFindings } from '../../render-findings.ts';
import { base64, BASE62, noise } from '../credentials/stand-ins.ts';

const token = `ghp_${noise(BASE62, 36)}`;

function check(text: string): ReturnType<typeof checkFiles>['findings'] {
  return checkFiles([{ file: 'a.yaml', path: 'a.yaml', text, named: true }], {
    openCheck(crds) {
      const schema = openSchema('1.34', { crds });
      return (object, report) => checkObject(object, schema, report);
    },
  }).findings;
}

test('a credential is told of with its place, its line in a file, and what to do', () => {
  const { findings } = renderFindings((environment) => {
    const app = new Application(environment, 'users');
    new Config(app, 'settings', { 'app.yaml': `level: info\nurl: postgres://app:hunter2@db/users\n`, LEVEL: 'info' });
    new WebService(app, 'api', { image: 'a:1', port: 80, env: { GITHUB_TOKEN: token } });
  });

  expect(findings).toEqual([
    {
      rule: 'security/credential',
      severity: 'error',
      environment: 'test',
      application: 'users',
      construct: 'users/settings',
      source: 'apps/app.ts:7',
      object: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'users', name: 'users-settings' },
      path: '/data/app.yaml',
      message:
        'ConfigMap users/users-settings: /data/app.yaml, line 2, looks like a password in a URL. Revoke it where it was real, and keep the new one in a sealed secret: kumiki secret set, then this.secret(name).key(…).',
    },
    expect.objectContaining({
      construct: 'users/api',
      path: '/spec/template/spec/containers/0/env/0/value',
      message: expect.stringContaining(
        'Deployment users/users-api: /spec/template/spec/containers/0/env/0/value looks like a',
      ),
    }),
  ]);
  expect(JSON.stringify(findings)).not.toContain(token.slice(4, 12));
});

test.each<[string, string, string]>([
  ['an annotation', `metadata: {name: a, annotations: {note: "${token}"}}`, '/metadata/annotations/note'],
  ['binaryData', `metadata: {name: a}\nbinaryData: {password: "${base64('hunter2')}"}`, '/binaryData/password'],
  [
    'binaryData with lines',
    `metadata: {name: a}\nbinaryData: {f: "${base64(`a: 1\ntoken: ${token}\n`)}"}`,
    '/binaryData/f',
  ],
  ['a label', `metadata: {name: a, labels: {token: "${token}"}}`, '/metadata/labels/token'],
])('it is found in %s of any file', (_, fields, path) => {
  expect(check(`apiVersion: v1\nkind: ConfigMap\n${fields}\n`)).toMatchObject([
    { rule: 'security/credential', file: 'a.yaml', path },
  ]);
});

test.each<[string, string]>([
  ['an object of a kind that nobody knows', 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}'],
  ['an object without a kind', 'apiVersion: v1\nmetadata: {name: a}'],
])('it is found in %s', (_, head) => {
  const rules = check(`${head}\nspec: {list: [{name: API_TOKEN, value: ${token}}]}\n`).map(({ rule }) => rule);

  expect(rules).toContain('security/credential');
});

test.each<[string, string]>([
  ['a type', `kind: ConfigMap\ndata: {DB_PASSWORD: 12345678, b: {API_TOKEN: "${token}"}}`],
  ['a base64 format', `kind: ConfigMap\nbinaryData: {a: "postgres://app:12345678@db $ ${token}"}`],
  ['a label', `kind: ConfigMap\nmetadata: {name: a, labels: {password: "p@ss 12345678 ${token}"}}`],
  [
    'stray text',
    `kind: Pod\nspec: {containers: [{name: a, env: [{name: A, value: "postgres://app:12345678${token}@undefined/db"}]}]}`,
  ],
  ['an enum', `kind: Pod\nspec: {restartPolicy: "${token}12345678", containers: [{name: a}]}`],
  ['a number in a Secret', `kind: Secret\nstringData: {pin: 12345678, long: 123456781234567890123, ${'b'}: 1e999}`],
  ['a flow scalar in a Secret', `kind: Secret\nstringData: {password: hunter?12345678${token}}`],
  ['a tag in a Secret', `kind: Secret\nstringData:\n  password: !!int 12345678${token}`],
  ['broken YAML', `kind: Secret\nstringData:\n  password: |12345678${token}\n`],
  ['text behind a separator', `kind: Secret\n--- {stringData: {password: 12345678${token}}}`],
])('no message about %s repeats the value', (_, text) => {
  const messages = check(`apiVersion: v1\n${text}\n`).map(({ message }) => message);

  expect(messages).not.toEqual([]);
  expect(messages.join('\n')).not.toMatch(/12345678|123456781234|hunter/);
  expect(messages.join('\n')).not.toContain(token.slice(4, 12));
});

test('messages about other values keep them', () => {
  const messages = check(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {restartPolicy: Alway, containers: []}\n',
  );

  expect(messages.map(({ message }) => message)).toContainEqual(expect.stringContaining('"Alway"'));
});

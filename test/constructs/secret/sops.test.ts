import { expect, test } from 'vitest';
import { Application } from '../../../lib/constructs/application.ts';
import { sops } from '../../../lib/constructs/secret/sops.ts';
import { Worker } from '../../../lib/constructs/worker.ts';
import '../../../lib/testing/index.ts';
import { renderSealed } from '../../constructs/secret/render-sealed.ts';

const FILE = 'secrets/users.enc.yaml';
const VALUE = 'ENC[AES256_GCM,data:Tr7o=,iv:1=,tag:2=,type:str]';
const SECRET = `apiVersion: v1
kind: Secret
metadata:
    name: users-database
    namespace: users
type: kubernetes.io/basic-auth
stringData:
    password: ${VALUE}
    username: ${VALUE}
sops:
    age:
        - recipient: age1lzd99uklcjnc0e7d860axevet2cz99ce9pq6tzuzd05l5nr28ams36nvun
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            YWdl
            -----END AGE ENCRYPTED FILE-----
    lastmodified: "2026-01-31T10:00:00Z"
    mac: ${VALUE}
    encrypted_regex: ^(data|stringData)$
    version: 3.10.2
`;

function render(text: string, keys: readonly string[] = ['password'], type?: string) {
  return renderSealed(
    (environment) => {
      const app = new Application(environment, 'users', { labels: { team: 'identity' } });
      const secret = app.secret('database', keys, { provider: sops(FILE), type });
      new Worker(app, 'api', { image: 'a:1', envFrom: [secret] });
    },
    { files: { [FILE]: text } },
  );
}

test('passes the Secret on as it is, without a label more, and restarts Pods when the file changes', () => {
  const { find, findings } = render(SECRET);

  expect(findings).toEqual([]);
  expect(find('Secret')).toEqualManifest(SECRET);
  const stampOf = (text: string) => render(text).find('Deployment').spec?.template.metadata?.annotations;
  expect(stampOf(SECRET)).toEqual({
    'checksum/secret': expect.stringMatching(/^users-database=[0-9a-f]{16}$/) as string,
  });
  expect(stampOf(SECRET)).not.toEqual(stampOf(SECRET.replace('Tr7o', 'Tr7p')));
});

test('labels of its own stay', () => {
  const labelled = SECRET.replace(
    '    namespace: users\n',
    '    namespace: users\n    labels:\n        team: other\n        a: b\n',
  );

  expect(render(labelled).find('Secret').metadata.labels).toEqual({ a: 'b', team: 'other' });
});

test.each<[string, string, string]>([
  [
    'a value in the clear',
    SECRET.replace(`username: ${VALUE}`, 'username: admin'),
    `${FILE}: is not wholly encrypted: username. Revoke`,
  ],
  [
    'no record of SOPS',
    SECRET.slice(0, SECRET.indexOf('sops:')),
    'is not encrypted: it has no sops.mac. Run: sops --encrypt',
  ],
  ['no code of the whole', SECRET.replace(/ {4}mac: .*\n/, ''), 'is not encrypted: it has no sops.mac.'],
  [
    'another name',
    SECRET.replace('name: users-database', 'name: database'),
    'is users/database, and the Secret is users/users-database. Name it so in the file',
  ],
  [
    'another namespace',
    SECRET.replace('namespace: users', 'namespace: shop'),
    'is shop/users-database, and the Secret is users/users-database.',
  ],
  [
    'no namespace',
    SECRET.replace('    namespace: users\n', ''),
    'is /users-database, and the Secret is users/users-database.',
  ],
  ['another kind', SECRET.replace('kind: Secret', 'kind: ConfigMap'), 'is a "ConfigMap". Use a Secret of v1.'],
  ['two objects', `${SECRET}---\n${SECRET}`, 'holds 2 objects. Keep one Secret a file.'],
  ['none', '', 'holds 0 objects.'],
])('refuses a file with %s, and says nothing of its values', (_, text, message) => {
  const { findings, objects } = render(text);

  expect(findings.map(({ rule, file }) => [rule, file])).toEqual([['security/sops', FILE]]);
  expect(findings[0]?.message).toContain(message);
  expect(findings[0]?.message).not.toContain('admin');
  expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
});

test('refuses YAML that cannot be read', () => {
  const { findings } = render('a: [');

  expect(findings.map(({ rule }) => rule)).toEqual(['security/sops']);
});

test('a key that the file does not have is refused, and so is another type', () => {
  expect(render(SECRET, ['token']).findings.map(({ message }) => message)).toEqual([
    `users/secret:database: ${FILE} has no token. There are: password, username. Add it with: sops ${FILE}`,
  ]);
  expect(render(SECRET, [], 'Opaque').findings).toEqual([]);
  expect(render(SECRET, [], 'kubernetes.io/tls').findings[0]?.message).toContain(
    `has the type "kubernetes.io/basic-auth", and options.type is 'kubernetes.io/tls'. Leave the option out`,
  );
  expect(() => sops('')).toThrow('sops(): the path is "".');
});

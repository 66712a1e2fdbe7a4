import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { ExternalDatabase } from '../../lib/constructs/external-database.ts';
import { existingSecret, type Secret, type SecretOptions } from '../../lib/constructs/secret.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { EnvironmentRoot } from '../../lib/environment/environment.ts';
import { renderConstruct } from '../../lib/testing/index.ts';
import { renderSealed, sealedFile } from './secret/render-sealed.ts';

const SEALED = { 'users/database': sealedFile({ password: 'AgA', user: 'AgB' }) };

test('is a SealedSecret of the seals that the environment has, named after the application', () => {
  const { find, findings } = renderSealed(
    (environment) =>
      new Application(environment, 'users', { labels: { team: 'identity' } }).secret('database', ['password']),
    { sealed: SEALED },
  );

  const labels = {
    'app.kubernetes.io/managed-by': 'kumiki',
    'app.kubernetes.io/name': 'database',
    'app.kubernetes.io/part-of': 'users',
    team: 'identity',
  };
  expect(findings).toEqual([]);
  expect(find('SealedSecret')).toEqual({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'users-database', labels, namespace: 'users' },
    spec: { encryptedData: { password: 'AgA', user: 'AgB' }, template: { metadata: { labels } } },
  });
});

test.each([
  ['strict', undefined],
  ['namespace-wide', { 'sealedsecrets.bitnami.com/namespace-wide': 'true' }],
  ['cluster-wide', { 'sealedsecrets.bitnami.com/cluster-wide': 'true' }],
] as const)('says the scope %s as kubeseal does, on the object and on its template', (scope, annotations) => {
  const { find } = renderSealed((environment) => new Application(environment, 'users').secret('database'), {
    sealed: { 'users/database': sealedFile({ password: 'AgA' }, { scope }) },
  });

  const { metadata, spec } = find('SealedSecret');
  expect([metadata.annotations, spec.template?.metadata?.annotations]).toEqual([annotations, annotations]);
});

test('has the type that it is asked for with, but for the default', () => {
  const typeOf = (type: SecretOptions['type']): string | undefined =>
    renderConstruct((app) => app.secret('tls', ['tls.crt'], { type })).find('SealedSecret').spec.template?.type;

  expect(['kubernetes.io/tls', 'Opaque', undefined].map(typeOf)).toEqual(['kubernetes.io/tls', undefined, undefined]);
});

test('the same name gives the same Secret, with the keys of all who ask for it', () => {
  renderConstruct((app) => {
    const one = app.secret('database', ['password']);
    const other = app.secret('database', ['user']);

    expect(other).toBe(one);
    expect(one.declared).toEqual(['password', 'user']);
    expect(other.key('user').key).toBe('user');
    expect(app.secret('database').declared).toBeUndefined();
  });
});

test('it may be called like a component, in whatever order the two are made', () => {
  const { objects } = renderConstruct((app) => {
    app.secret('web', ['a']);
    new WebService(app, 'web', { image: 'a:1', port: 80 });
    new ExternalDatabase(app, 'database', { engine: 'mysql', host: 'db.example.com' });
    app.secret('database', ['password']);
  });

  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Deployment test-web',
    'SealedSecret test-database',
    'SealedSecret test-web',
    'Service test-database',
    'Service test-web',
    'ServiceAccount test-web',
  ]);
});

test('the environment knows every key that the code names', () => {
  renderSealed((environment) => {
    const app = new Application(environment, 'users');
    app.secret('database', ['password']);
    app.secret('broad').key('token');
    existingSecret('other', ['a']);

    expect(EnvironmentRoot.of(app).secretUses).toEqual(
      new Map([
        ['users/database', { application: 'users', secret: 'database', keys: new Set(['password']) }],
        ['users/broad', { application: 'users', secret: 'broad', keys: new Set(['token']) }],
      ]),
    );
  });
});

test('a key that the environment lacks is told once, with what each environment has and how to set it', () => {
  const { findings } = renderSealed(
    (environment) => {
      const app = new Application(environment, 'users');
      const secret = app.secret('database', ['password', 'user']);
      new Worker(app, 'a', { image: 'a:1', env: { USER: secret.key('user') }, files: { '/etc/db': secret } });
      new Worker(app, 'b', { image: 'a:1', env: { USER: secret.key('user') } });
    },
    {
      sealed: { 'users/database': sealedFile({ password: 'AgA' }) },
      sealedKeys: { production: ['password', 'user'], staging: ['password'], development: [] },
    },
  );

  expect(findings).toEqual([
    {
      rule: 'reference/secret-missing',
      severity: 'error',
      message: expect.any(String) as string,
      environment: 'staging',
      application: 'users',
      construct: 'users/secret:database',
      source: 'apps/app.ts:7',
      file: 'environments/staging/secrets/users/database.json',
    },
  ]);
  expect(findings[0]?.message).toMatchInlineSnapshot(`
    "users/secret:database: environments/staging/secrets/users/database.json has no user. Set it:
      kumiki secret set users database user --env staging
                   password  user
      development  missing   missing
      production   sealed    sealed
      staging      sealed    missing"
  `);
});

test('so is a secret that nobody has set yet', () => {
  const { findings } = renderSealed((environment) => {
    const app = new Application(environment, 'users');
    app.secret('database', ['user', 'password']);
    app.secret('any');
  });

  expect(findings.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "users/secret:database: there is no environments/staging/secrets/users/database.json. Set them:
      kumiki secret set users database password --env staging
      kumiki secret set users database user --env staging
               password  user
      staging  missing   missing",
      "users/secret:any: there is no environments/staging/secrets/users/any.json. Set it:
      kumiki secret set users any KEY --env staging",
    ]
  `);
});

test.each([
  ['strict', 'users', 'users-database', true],
  ['strict', 'shop', 'users-database', false],
  ['strict', 'users', 'shop-database', false],
  ['namespace-wide', 'users', 'anything', true],
  ['namespace-wide', 'shop', 'users-database', false],
  ['cluster-wide', 'anywhere', 'anything', true],
] as const)('a %s seal for %s/%s opens in users/users-database: %s', (scope, namespace, name, opens) => {
  const { findings } = renderSealed((environment) => new Application(environment, 'users').secret('database', ['a']), {
    sealed: { 'users/database': sealedFile({ a: 'AgA' }, { scope, namespace, name }) },
  });

  expect(findings.map(({ rule }) => rule)).toEqual(opens ? [] : ['reference/secret-moved']);
});

test('a seal of another place is told with both, and with the line that seals it again', () => {
  const moved = (keys: Readonly<Record<string, string>>, scope: 'strict' | 'namespace-wide'): string | undefined =>
    renderSealed((environment) => new Application(environment, 'users').secret('database', ['b']), {
      sealed: { 'users/database': sealedFile(keys, { namespace: 'shop', scope }) },
    }).findings[0]?.message;

  expect(moved({ a: 'AgA' }, 'strict')).toMatchInlineSnapshot(`
    "users/secret:database: environments/staging/secrets/users/database.json is sealed for shop/users-database, and the Secret is users/users-database: the controller would not open it. Take back the change of name or namespace, or seal it again:
      kumiki secret set users database a --env staging"
  `);
  expect(moved({ a: 'AgA', b: 'AgB' }, 'namespace-wide')).toMatchInlineSnapshot(`
    "users/secret:database: environments/staging/secrets/users/database.json is sealed for the namespace shop, and the Secret is in the namespace users: the controller would not open it. Take back the change of namespace, or seal it again:
      kumiki secret set users database --from-env-file - --env staging
    with the lines a=…, b=…"
  `);
});

test.each<[string, (app: Application) => unknown, string]>([
  ['a name in capitals', (app) => app.secret('Database'), `"Database" cannot be the name of a secret. Use lower-case`],
  ['no name', (app) => app.secret(undefined as unknown as string), 'undefined cannot be the name of a secret.'],
  ['a name with a slash', (app) => app.secret('a/../b'), '"a/../b" cannot be the name of a secret.'],
  ['a long name', (app) => app.secret('x'.repeat(249)), 'With its application it has 254 characters'],
  ['a text for keys', (app) => app.secret('a', 'key' as unknown as []), `keys is "key". Use a list: ['password'].`],
  ['a key with a space', (app) => app.secret('a', ['a b']), '"a b" cannot be a key of a Secret.'],
  ['such a key later', (app) => app.secret('a').key('..'), '".." cannot be a key of a Secret.'],
  ['another key', (app) => app.secret('a', ['b']).key('c' as 'b'), "has no key 'c'. There are: b."],
  [
    'an unknown option',
    (app) => app.secret('a', [], { tipe: 1 } as SecretOptions),
    'options.tipe is not a prop of Secret. Did you mean type?',
  ],
  [
    'a provider that is none',
    (app) => app.secret('a', [], { provider: {} as never }),
    'provider is an object. Use externalSecret',
  ],
  [
    'two types',
    (app) => [app.secret('a', [], { type: 'one' }), app.secret('a', [], { type: 'two' })],
    'is asked for with two different values of type. Say it once',
  ],
])('refuses %s', (_, ask, message) => {
  expect(() => renderConstruct(ask)).toThrow(message);
});

test('a Pod sees the Secrets of its own namespace and environment alone', () => {
  let foreign: Secret | undefined;
  renderSealed((environment) => (foreign = new Application(environment, 'users').secret('database')));
  const { findings } = renderSealed(
    (environment) => {
      const secret = new Application(environment, 'users').secret('database', ['password']);
      const near = new Application(environment, 'near', { namespace: 'users' });
      const far = new Application(environment, 'far');
      new Worker(near, 'x', { image: 'a:1', env: { A: secret.key('password') } });
      new Worker(far, 'x', { image: 'a:1', files: { '/etc/db': secret } });
      new Worker(far, 'y', { image: 'a:1', imagePullSecrets: [foreign ?? ''] });
    },
    { sealed: SEALED },
  );

  expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    'reference/other-namespace far/x: uses the Secret users/secret:database, which is in the namespace users, while it is in far. Ask for one in its own application.',
    'reference/other-environment far/y: uses the Secret users/secret:database, which is in staging. Environments share nothing: ask for it in this one.',
  ]);
});

test('Secrets may stand where names of Secrets do', () => {
  const { find } = renderConstruct((app) => {
    const registry = app.secret('registry', ['.dockerconfigjson'], { type: 'kubernetes.io/dockerconfigjson' });
    new Worker(app, 'x', { image: 'a:1', imagePullSecrets: [registry, existingSecret('theirs'), 'by-name'] });
  });

  expect(find('Deployment').spec?.template.spec?.imagePullSecrets).toEqual([
    { name: 'test-registry' },
    { name: 'theirs' },
    { name: 'by-name' },
  ]);
  expect(find('SealedSecret').spec.encryptedData).toEqual({ '.dockerconfigjson': 'stand-in' });
});

import { expect, test } from 'vitest';
import { externalSecret, type ExternalSecretOptions } from '../../../lib/constructs/secret/external-secret.ts';
import { Worker } from '../../../lib/constructs/worker.ts';
import { renderConstruct } from '../../../lib/testing/index.ts';

const DATA = { password: { remoteKey: 'users/database', property: 'password', version: '3' }, ca: { remoteKey: 'ca' } };

test('is an ExternalSecret with everything that its CRD would fill in', () => {
  const { find, objects } = renderConstruct((app) => {
    const provider = externalSecret({ store: 'vault', data: DATA });
    new Worker(app, 'x', { image: 'a:1', envFrom: [app.secret('database', ['password'], { provider })] });
  });

  expect(objects.map(({ kind }) => kind)).not.toContain('SealedSecret');
  expect(find('Deployment').spec?.template.spec?.containers[0]?.envFrom).toEqual([
    { secretRef: { name: 'test-database' } },
  ]);
  expect(find('ExternalSecret')).toEqualManifest(`
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata:
      name: test-database
      namespace: test
      labels:
        app.kubernetes.io/managed-by: kumiki
        app.kubernetes.io/name: database
        app.kubernetes.io/part-of: test
    spec:
      data:
        - secretKey: ca
          remoteRef: { conversionStrategy: Default, decodingStrategy: None, key: ca, metadataPolicy: None }
        - secretKey: password
          remoteRef:
            conversionStrategy: Default
            decodingStrategy: None
            key: users/database
            metadataPolicy: None
            property: password
            version: "3"
      refreshInterval: 1h0m0s
      refreshPolicy: Periodic
      secretStoreRef: { kind: SecretStore, name: vault }
      target: { creationPolicy: Owner, deletionPolicy: Retain }
  `);
});

test('the store may be of the cluster, the interval another, and the Secret of a type', () => {
  const { find } = renderConstruct((app) => {
    const provider = externalSecret({ store: 'vault', kind: 'ClusterSecretStore', refreshInterval: '15m', data: DATA });
    app.secret('tls', [], { provider, type: 'kubernetes.io/tls' });
  });

  expect(find('ExternalSecret').spec).toMatchObject({
    refreshInterval: '15m',
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    target: { template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'kubernetes.io/tls' } },
  });
});

test('a key that it does not take from the store is refused', () => {
  expect(() =>
    renderConstruct((app) => {
      const secret = app.secret('database', undefined, { provider: externalSecret({ store: 'vault', data: DATA }) });
      new Worker(app, 'x', { image: 'a:1', env: { A: secret.key('user') } });
    }),
  ).toThrow(
    'test/secret:database: externalSecret takes no user from the store. There are: ca, password. Add it to data.',
  );
});

test.each<[string, object, string]>([
  ['an unknown option', { stor: 'vault' }, 'externalSecret(): stor is not an option of it. Did you mean store?'],
  ['no store', { store: '' }, `externalSecret(): store is "". Name the store: 'vault'.`],
  ['another kind', { kind: 'Store' }, 'externalSecret(): kind is "Store". There are: SecretStore, ClusterSecretStore.'],
  ['an interval of days', { refreshInterval: '1d' }, `refreshInterval is "1d". Use a duration, such as '15m'.`],
  ['no data', { data: {} }, 'data is an object. Name at least one key'],
  ['a bad key', { data: { 'a b': { remoteKey: 'x' } } }, 'a key of data is "a b". Use letters'],
  ['no remote key', { data: { a: {} } }, 'data.a.remoteKey is undefined. Use text.'],
  ['a version that is a number', { data: { a: { remoteKey: 'x', version: 3 } } }, 'data.a.version is 3. Use text.'],
  ['an unknown field', { data: { a: { remoteKey: 'x', key: 'y' } } }, 'externalSecret(): key is not an option of it.'],
])('refuses %s', (_, options, message) => {
  expect(() => externalSecret({ store: 'vault', data: DATA, ...options } as ExternalSecretOptions)).toThrow(message);
});

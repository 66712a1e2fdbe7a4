import { expect, test } from 'vitest';
import { layoutVendored, VENDORED } from '../../lib/vendor/layout-vendored.ts';
import { explainOpenSecrets } from '../../lib/vendor/open-secrets.ts';
import { readRender } from '../../lib/vendor/read-render.ts';
import type { VendorLock } from '../../lib/vendor/vendor-lock.ts';

const LOCK: VendorLock = {
  tool: 'kustomize',
  toolVersion: '5.8.2',
  digest: 'sha256:0',
  source: 'a',
  options: { crds: 'included' },
};

const OUTPUT = `---
# Source: redis/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  ports:
    - port: 0o17
      name: y
---
# Source: redis/templates/empty.yaml
---
# Source: redis/templates/secret.yaml
kind: Secret
apiVersion: v1
metadata: { name: redis, namespace: data }
data: { password: eA== }
`;

test('objects are read as Kubernetes reads them, with the template that each comes from', () => {
  expect(readRender(OUTPUT, 'redis')).toEqual([
    {
      template: 'redis/templates/service.yaml',
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'redis' },
        spec: { ports: [{ port: 15, name: true }] },
      },
    },
    {
      template: 'redis/templates/secret.yaml',
      object: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'redis', namespace: 'data' },
        data: { password: 'eA==' },
      },
    },
  ]);
});

test.each([
  [
    'a number that loses digits',
    'apiVersion: v1\nkind: A\nmetadata: { name: a }\nx: 9007199254740993',
    'redis: 9007199254740993 has more digits than kumiki keeps',
  ],
  [
    'an object without a name',
    'apiVersion: v1\nkind: A\nmetadata: {}',
    'redis: an object has no apiVersion, kind or name.',
  ],
  ['a key that is there twice', 'apiVersion: v1\nkind: A\nmetadata: { name: a, name: b }', 'redis: '],
])('%s is refused', (_, output, message) => {
  expect(() => readRender(output, 'redis')).toThrow(message);
});

test('a Secret with values is named, never quoted', () => {
  const manifests = readRender(OUTPUT, 'redis');

  expect(explainOpenSecrets('redis', manifests)).toContain('  Secret data/redis (redis/templates/secret.yaml)\n');
  expect(explainOpenSecrets('redis', manifests)).not.toContain('eA==');
  expect(explainOpenSecrets('redis', readRender(OUTPUT.replace(/^data: .*$/m, 'data: {}'), 'redis'))).toBeUndefined();
});

test('one file an object, in the order of keys that dist has', () => {
  const files = layoutVendored('redis', readRender(OUTPUT, 'redis'), LOCK);

  expect([...files.keys()]).toEqual(['secret-redis.yaml', 'service-redis.yaml', 'vendor.lock.json']);
  expect(files.get('secret-redis.yaml')).toBe(
    `${VENDORED}\napiVersion: v1\nkind: Secret\nmetadata:\n  name: redis\n  namespace: data\ndata:\n  password: eA==\n`,
  );
});

test('an object that is there twice is refused', () => {
  expect(() => layoutVendored('redis', readRender(`${OUTPUT}---\n${OUTPUT}`, 'redis'), LOCK)).toThrow(
    'redis: renders these objects twice: Secret data/redis, Service redis. Set values with which each has a name of its own.',
  );
});

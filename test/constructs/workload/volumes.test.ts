import { expect, test } from 'vitest';
import { Config } from '../../../lib/constructs/config.ts';
import { existingSecret } from '../../../lib/constructs/secret.ts';
import { Worker } from '../../../lib/constructs/worker.ts';
import {
  claim,
  csi,
  emptyDir,
  ephemeral,
  hostPath,
  projected,
  Volume,
} from '../../../lib/constructs/workload/volumes.ts';
import { renderConstruct } from '../../../lib/testing/index.ts';

test.each<[string, Volume, unknown]>([
  ['emptyDir', emptyDir(), { emptyDir: {} }],
  [
    'emptyDir in memory',
    emptyDir({ size: '1024Mi', medium: 'Memory' }),
    { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
  ],
  ['claim', claim('data'), { persistentVolumeClaim: { claimName: 'data' } }],
  [
    'claim to read',
    claim('data', { readOnly: true }),
    { persistentVolumeClaim: { claimName: 'data', readOnly: true } },
  ],
  ['claim as it is by default', claim('data', { readOnly: false }), { persistentVolumeClaim: { claimName: 'data' } }],
  [
    'ephemeral',
    ephemeral({ size: '1024Mi', class: 'fast', access: 'ReadWriteOncePod' }),
    {
      ephemeral: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOncePod'],
            resources: { requests: { storage: '1Gi' } },
            storageClassName: 'fast',
          },
        },
      },
    },
  ],
  ['csi', csi({ driver: 'x.example' }), { csi: { driver: 'x.example' } }],
  ['hostPath', hostPath('/var/log'), { hostPath: { path: '/var/log' } }],
  [
    'projected',
    projected([
      existingSecret('tls'),
      { serviceAccountToken: { path: 'token', expiration: 3600 } },
      { fields: { name: 'metadata.name' } },
    ]),
    {
      projected: {
        sources: [
          { secret: { name: 'tls' } },
          { serviceAccountToken: { path: 'token' } },
          { downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
        ],
      },
    },
  ],
  ['any other', Volume.of({ nfs: { server: 'a', path: '/' } }), { nfs: { server: 'a', path: '/' } }],
])('%s', (_, volume, source) => {
  const { find } = renderConstruct((app) => new Worker(app, 'x', { image: 'a:1', files: { '/x': volume } }));

  expect(find('Deployment')).toHaveFields({
    spec: { template: { spec: { volumes: [{ name: 'x', ...Object(source) }] } } },
  });
});

test('a projected Config is a dependency on it', () => {
  const { find } = renderConstruct((app) => {
    const files = { '/x': projected([new Config(app, 'settings', { A: 'a' })]) };
    new Worker(app, 'x', { image: 'a:1', files });
  });

  expect(find('Deployment').spec?.template.spec?.volumes).toEqual([
    { name: 'x', projected: { sources: [{ configMap: { name: 'test-settings' } }] } },
  ]);
});

test.each<[string, () => unknown, string]>([
  [
    'a misspelt option',
    () => emptyDir({ sise: '1Gi' } as object),
    'emptyDir(): sise is not an option of it. Did you mean size?',
  ],
  [
    'an option that is like no other',
    () => csi({ driver: 'x', zzzzzz: 1 } as { driver: string }),
    'csi(): zzzzzz is not an option of it. There are: driver, attributes, readOnly.',
  ],
  [
    'a size that is none',
    () => emptyDir({ size: '1GB' as '1Gi' }),
    `emptyDir(): size is "1GB". Use a quantity, such as '1Gi'.`,
  ],
  ['less than nothing', () => ephemeral({ size: '-1Gi' }), 'ephemeral(): size is "-1Gi".'],
  ['no size', () => ephemeral({} as { size: '1Gi' }), 'ephemeral(): size is undefined.'],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});

import { expect, test } from 'vitest';
import { readLock } from '../../lib/vendor/read-lock.ts';
import { renderLock, type HelmLock, type KustomizeLock } from '../../lib/vendor/vendor-lock.ts';

const HELM: HelmLock = {
  tool: 'helm',
  toolVersion: '4.3.1',
  chart: 'redis',
  version: '18.1.0',
  appVersion: undefined,
  digest: 'sha256:00',
  source: 'redis',
  repository: 'https://charts.example.com',
  kubernetes: '1.34',
  values: [{ file: 'config/redis.yaml', digest: 'sha256:01' }],
  options: {
    apiVersions: ['monitoring.coreos.com/v1'],
    crds: 'included',
    hooks: [],
    lookup: false,
    namespace: 'redis',
    plainHttp: false,
    release: 'redis',
    seal: { application: 'cache', environments: ['production-*'] },
    tests: false,
  },
};

const KUSTOMIZE: KustomizeLock = {
  tool: 'kustomize',
  toolVersion: '5.8.2',
  digest: 'sha256:00',
  source: 'overlays/production',
  options: { crds: 'without' },
};

test.each([HELM, KUSTOMIZE])('a lock of $tool is read as it was written', (lock) => {
  expect(readLock(JSON.parse(renderLock(lock)), 'lock')).toEqual(lock);
});

test('a lock has sorted keys, whatever made it', () => {
  const keys = Object.keys(JSON.parse(renderLock(HELM)) as object);

  expect(keys).toEqual(keys.toSorted());
  expect(renderLock(HELM)).toBe(
    renderLock(Object.fromEntries(Object.entries(HELM).toReversed()) as unknown as HelmLock),
  );
});

test.each<[string, object, string]>([
  ['another tool', { tool: 'jsonnet' }, 'lock: tool is "jsonnet". It must be helm or kustomize:'],
  ['no chart', { chart: undefined }, 'lock: chart is missing. It must be text:'],
  ['a number', { version: 18 }, 'lock: version is 18. It must be text:'],
  ['values that are no list', { values: {} }, 'lock: values is {}. It must be a list:'],
  ['a value without a file', { values: [{}] }, 'lock: values.0.file is missing. It must be text:'],
  ['no options', { options: null }, 'lock: options is null. It must be an object:'],
  [
    'an option of another type',
    { options: { ...HELM.options, tests: 'yes' } },
    'lock: options.tests is "yes". It must be true or false:',
  ],
])('%s is refused', (_, fields, message) => {
  expect(() => readLock({ ...HELM, ...fields }, 'lock')).toThrow(message);
});

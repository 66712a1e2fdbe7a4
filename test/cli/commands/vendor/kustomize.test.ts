import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeVendorRepository } from './fake-programs.ts';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: legacy }\ndata: { a: "1" }\n';

test('an overlay is built into files of its objects, and a lock', async () => {
  const repository = makeVendorRepository({
    'overlay/kustomization.yaml': 'resources: [out.yaml, "https://example.com/base?ref=v1"]\n',
    'overlay/out.yaml': CONFIG,
  });

  const { code, out, err } = await repository.vendor('kustomize', 'overlay', '--as', 'legacy');

  expect({ code, out, err }).toEqual({
    code: 0,
    out: 'vendor/legacy: vendored: overlay, 1 object.\n',
    err: 'legacy: https://example.com/base?ref=v1: is not in the repository; the next update may find another there.\n',
  });
  expect(JSON.parse(readFileSync(path.join(repository.root, 'vendor/legacy/vendor.lock.json'), 'utf8'))).toEqual({
    digest: expect.stringMatching(/^sha256:/),
    options: { crds: 'included' },
    source: 'overlay',
    tool: 'kustomize',
    toolVersion: '5.8.2',
  });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
  ['a folder without a kustomization', { 'overlay/a.yaml': 'a\n' }, ['overlay'], 'overlay: has no kustomization.yaml.'],
  ['no folder', {}, ['nope'], 'nope: there is no such folder.'],
  ['a folder outside', {}, ['..'], '..: is outside the repository.'],
  [
    'a base outside',
    { 'overlay/kustomization.yaml': 'resources: [../../base]\n', '../base/kustomization.yaml': '\n' },
    ['overlay'],
    '../../base: is outside the repository.',
  ],
  [
    'another result each time',
    { 'overlay/kustomization.yaml': '{}\n', 'overlay/out.yaml': CONFIG.replace('1', 'RANDOM') },
    ['overlay'],
    'legacy: renders differently each time:\n  ConfigMap legacy\n',
  ],
  [
    'a Secret with values',
    { 'overlay/kustomization.yaml': '{}\n', 'overlay/out.yaml': CONFIG.replace('ConfigMap', 'Secret') },
    ['overlay'],
    'legacy: renders Secrets with their values',
  ],
])('%s is refused, and nothing is written', async (_, files, args, message) => {
  const repository = makeVendorRepository(files);

  const { code, err } = await repository.vendor('kustomize', ...args, '--as', 'legacy');

  expect(err).toContain(message);
  expect(code).toBe(1);
  expect(existsSync(path.join(repository.root, 'vendor'))).toBe(false);
});

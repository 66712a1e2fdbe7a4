import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readManifests } from '../../../lib/read/read-manifests.ts';
import { write } from '../../environment/fixture-repository.ts';
import { ARGO_CD, delivered, FLUX, makeDeliveredShop } from '../delivered-shop.ts';
import { runKumiki } from '../run-kumiki.ts';
import { makeShop, textsBelow } from '../shop.ts';

const HEADER = '# Made by kumiki bootstrap. Apply it once, and again when this command gives something else.\n';

test('gives the root of an environment as one stream, with what a person has to do above', async () => {
  const root = makeDeliveredShop(ARGO_CD);

  const { code, out, err } = await runKumiki(root, ['bootstrap', '--env', 'production']);

  const { objects, findings } = readManifests(out, 'stdout');
  expect({ code, err, findings }).toEqual({ code: 0, err: '', findings: [] });
  expect(out.startsWith(`${HEADER}# The root of production.\n#\n# Argo CD 3.5.7 is what this was tried with:`)).toBe(
    true,
  );
  expect(objects.map(({ object }) => object['kind'])).toEqual([
    'ServiceAccount',
    'ClusterRole',
    'ClusterRoleBinding',
    'Role',
    'RoleBinding',
    'ConfigMap',
    'AppProject',
    'Application',
  ]);
  for (const line of out.split('\n').filter((one) => one.startsWith('#') && !one.includes('https://')))
    expect(line.length).toBeLessThanOrEqual(118);
});

test('what Argo CD has to be told is in argocd-cm', async () => {
  const slices = ARGO_CD.replace(' })', ", endpointSlices: 'included' })");
  const root = makeDeliveredShop(slices);

  const { out } = await runKumiki(root, ['bootstrap', '--env', 'production']);

  expect(out).toContain('  name: argocd-cm\n');
  expect(out).toContain('  application.sync.impersonation.enforced: "true"\n');
  expect(out).toContain('  resource.customizations.health.argoproj.io_Application: |\n');
  expect(out).toContain('  resource.exclusions: |\n');
  expect(out).not.toContain('- EndpointSlice\n');
});

test('with --out there is a file for each object, and what a person has to do', async () => {
  const root = makeDeliveredShop(FLUX);

  const { code, out, err } = await runKumiki(root, [
    'bootstrap',
    '--env',
    'production',
    '--out',
    'platform/production',
  ]);

  expect({ code, out, err }).toEqual({ code: 0, out: '', err: '8 files written to platform/production.\n' });
  const texts = textsBelow(path.join(root, 'platform/production'));
  expect(Object.keys(texts)).toEqual([
    'README.md',
    'clusterrole-production-delivery.yaml',
    'clusterrolebinding-production-delivery.yaml',
    'gitrepository-production-delivery.yaml',
    'kustomization-production-delivery.yaml',
    'role-production-delivery.yaml',
    'rolebinding-production-delivery.yaml',
    'serviceaccount-production-delivery.yaml',
  ]);
  const foreign = Object.entries(texts).filter(([file, text]) => file.endsWith('.yaml') && !text.startsWith(HEADER));
  expect(foreign).toEqual([]);
  expect(texts['README.md']).toMatch(/^# The root of production\n\nMade by kumiki bootstrap\./);
  expect(texts['README.md']).toContain('- kustomize-controller and source-controller 1.9.6');
});

test('a second run writes over its own files, and gives the same bytes', async () => {
  const root = makeDeliveredShop(ARGO_CD);
  const args = ['bootstrap', '--env', 'production', '--out', 'root'];
  await runKumiki(root, args);
  const before = textsBelow(path.join(root, 'root'));

  const { code } = await runKumiki(root, args);

  expect(code).toBe(0);
  expect(textsBelow(path.join(root, 'root'))).toEqual(before);
});

test.each(['README.md', 'role-production-delivery.yaml'])(
  'a file of somebody else is never written over: %s',
  async (file) => {
    const root = makeDeliveredShop(ARGO_CD);
    write(root, `root/${file}`, 'mine\n');

    const { code, err } = await runKumiki(root, ['bootstrap', '--env', 'production', '--out', 'root']);

    expect(code).toBe(1);
    expect(err).toBe(
      `${path.join(root, 'root', file)}: kumiki bootstrap did not write it. Move it, or name another folder with --out.\n`,
    );
    expect(textsBelow(path.join(root, 'root'))).toEqual({ [file]: 'mine\n' });
  },
);

test('a folder in the way of a file is told, and nothing is written', async () => {
  const root = makeDeliveredShop(ARGO_CD);
  mkdirSync(path.join(root, 'root', 'README.md'), { recursive: true });

  const { code, err } = await runKumiki(root, ['bootstrap', '--env', 'production', '--out', 'root']);

  expect(code).toBe(1);
  expect(err).toContain(path.join(root, 'root', 'README.md'));
  expect(textsBelow(path.join(root, 'root'))).toEqual({});
});

test('a file in the way of the folder is told', async () => {
  const root = makeDeliveredShop(ARGO_CD);
  write(root, 'root', 'mine\n');

  const { code, err } = await runKumiki(root, ['bootstrap', '--env', 'production', '--out', 'root']);

  expect(code).toBe(1);
  expect(err).toContain('root');
  expect(readFileSync(path.join(root, 'root'), 'utf8')).toBe('mine\n');
});

test('it applies nothing, and leaves dist alone', async () => {
  const root = makeDeliveredShop(ARGO_CD);

  await runKumiki(root, ['bootstrap', '--env', 'production']);

  expect(textsBelow(path.join(root, 'dist'))).toEqual({});
});

test.each([
  ['productoin', "--env 'productoin' is no environment. Did you mean production? There are: production.\n"],
  ['x', "--env 'x' is no environment. There are: production.\n"],
  ['*', "--env '*' is no environment. There are: production.\n"],
])('an environment that nobody knows is refused: %s', async (name, message) => {
  const root = makeDeliveredShop(ARGO_CD);

  expect(await runKumiki(root, ['bootstrap', '--env', name])).toEqual({ code: 1, out: '', err: message });
});

test('an environment without a delivery has no root', async () => {
  const root = makeShop();

  expect(await runKumiki(root, ['bootstrap', '--env', 'production'])).toEqual({
    code: 1,
    out: '',
    err: 'production: has no delivery. Say how it is delivered: delivery: argocd({ repository: … }).\n',
  });
});

test('--env has to be said', async () => {
  const { code, err } = await runKumiki(makeDeliveredShop(ARGO_CD), ['bootstrap']);

  expect(code).toBe(1);
  expect(err).toContain('--env');
});

test.each([[[]], [['--out', 'root']]])('with --json there is one document: %j', async (args) => {
  const root = makeDeliveredShop(FLUX);

  const { code, out, err } = await runKumiki(root, ['bootstrap', '--env', 'production', '--json', ...args]);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual({
    environment: 'production',
    objects: expect.arrayContaining([expect.objectContaining({ kind: 'Kustomization' })]),
    notes: expect.arrayContaining([expect.stringContaining('--no-cross-namespace-refs')]),
  });
  expect(out.endsWith('}\n')).toBe(true);
});

test('a credential in a repository is never said', async () => {
  const delivery = "argocd({ repository: 'https://bot:c4n4ry@git.example.com/acme/manifests.git' })";
  const root = makeShop([], { 'environments/production.ts': delivered(delivery) });

  for (const args of [['bootstrap', '--env', 'production'], ['synth'], ['synth', '--json'], ['check']]) {
    const { code, out, err } = await runKumiki(root, args);

    expect(code).toBe(1);
    expect(out + err).toContain('argocd(): repository holds a credential.');
    expect(out + err).not.toContain('c4n4ry');
  }
});

test('what is wrong in an option is told with its line', async () => {
  const root = makeShop([], { 'environments/production.ts': delivered("flux({ repository: 'x' })") });

  const { code, err } = await runKumiki(root, ['bootstrap', '--env', 'production']);

  expect(code).toBe(1);
  expect(err).toContain('environments/production.ts:7');
  expect(err).toContain("flux(): repository is 'x', which is no URL of https or ssh.");
});

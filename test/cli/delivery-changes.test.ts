import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { write } from '../environment/fixture-repository.ts';
import { ARGO_CD, delivered, FLUX, makeDeliveredShop } from './delivered-shop.ts';
import { runKumiki } from './run-kumiki.ts';
import { textsBelow } from './shop.ts';

const SHOP = 'new Shop(environment);';
const RESOURCES = {};
const ONE_FILE = { 'kumiki.config.ts': "export default { files: 'application' };\n" };

const WAYS: readonly [string, string, Readonly<Record<string, string>>][] = [
  ['argocd', ARGO_CD, RESOURCES],
  ['flux', FLUX, RESOURCES],
  ['argocd, one file an application', ARGO_CD, ONE_FILE],
  ['flux, one file an application', FLUX, ONE_FILE],
];

function dist(root: string): Readonly<Record<string, string>> {
  return textsBelow(path.join(root, 'dist', 'production'));
}

function deliveryText(root: string): string {
  return Object.entries(dist(root))
    .filter(([file]) => file.startsWith('delivery/'))
    .map(([, text]) => text)
    .join('\n');
}

test.each(WAYS)('the last application of a namespace goes in two steps: %s', async (_, delivery, files) => {
  const root = makeDeliveredShop(delivery, files);
  await runKumiki(root, ['synth']);
  const before = dist(root);
  const name = (kind: string): RegExp =>
    new RegExp(`kind: ${kind}\\nmetadata:(?:\\n {2}.*)*\\n {2}name: production-mail\\n`);

  write(root, 'environments/production.ts', delivered(delivery, SHOP));
  const refused = await runKumiki(root, ['synth']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(
    "keep the namespace in the environment, so that the CD tool may still remove it: namespaces: ['mail']",
  );
  expect(dist(root)).toEqual(before);

  write(root, 'environments/production.ts', delivered(delivery, SHOP, "namespaces: ['mail'],"));
  const kept = await runKumiki(root, ['synth']);
  expect(kept).toMatchObject({ code: 0 });
  const text = deliveryText(root);
  expect(Object.keys(dist(root)).filter((file) => file.startsWith('mail/'))).toEqual([]);
  expect(text).toMatch(/kind: Namespace\nmetadata:(?:\n {2}.*)*\n {2}name: mail\n/);
  for (const kind of ['ServiceAccount', 'Role', 'RoleBinding']) expect(text).toMatch(name(kind));
  expect(text).not.toMatch(name('Application'));
  expect(text).not.toMatch(name('Kustomization'));
  expect(/destinations:\n {4}- namespace: mail\n/.test(text)).toBe(delivery === ARGO_CD);

  write(root, 'environments/production.ts', delivered(delivery, SHOP));
  const dropped = await runKumiki(root, ['synth']);
  expect(dropped).toMatchObject({ code: 0 });
  expect(deliveryText(root)).not.toContain('production-mail');
});

test('a whole environment goes in two steps: removed, then its file', async () => {
  const other = { 'environments/staging.ts': delivered(ARGO_CD, SHOP, '', 'staging') };
  const root = makeDeliveredShop(ARGO_CD, other);
  await runKumiki(root, ['synth']);
  const before = dist(root);

  rmSync(path.join(root, 'environments/production.ts'));
  const refused = await runKumiki(root, ['synth']);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('production: no file declares it any more, and its applications still run.');
  expect(dist(root)).toEqual(before);

  write(root, 'environments/production.ts', delivered(ARGO_CD, undefined, 'removed: true,'));
  expect(await runKumiki(root, ['synth'])).toMatchObject({ code: 0 });
  expect(Object.keys(dist(root)).filter((file) => !file.startsWith('delivery/'))).toEqual([]);

  rmSync(path.join(root, 'environments/production.ts'));
  expect(await runKumiki(root, ['synth'])).toMatchObject({ code: 0 });
  expect(dist(root)).toEqual({});
});

test('a delivery that is taken out while applications run is refused', async () => {
  const root = makeDeliveredShop(FLUX);
  await runKumiki(root, ['synth']);

  write(root, 'environments/production.ts', delivered(''));
  const { code, err } = await runKumiki(root, ['synth']);

  expect(code).toBe(1);
  expect(err).toContain('production: its delivery is gone, and its applications still run.');
});

test('a part without delivery/ loses nothing', async () => {
  const root = makeDeliveredShop(FLUX);
  await runKumiki(root, ['synth']);

  write(root, 'environments/production.ts', delivered(FLUX, SHOP));
  const { code } = await runKumiki(root, ['synth', '--app', 'shop']);

  expect(code).toBe(0);
});

test('with --json it is one of the findings', async () => {
  const root = makeDeliveredShop(FLUX);
  await runKumiki(root, ['synth']);
  write(root, 'environments/production.ts', delivered(FLUX, SHOP));

  const { code, out } = await runKumiki(root, ['synth', '--json']);

  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    findings: [{ rule: 'change/lost-namespace', severity: 'error', environment: 'production' }],
  });
});

test.each([
  ['argocd', ARGO_CD, FLUX, 'Flux takes over from Argo CD, which removes all that it delivered', {}],
  ['flux', FLUX, ARGO_CD, 'Argo CD takes over from Flux, which removes all that it delivered', {}],
  ['flux, one file an application', FLUX, ARGO_CD, 'Merge protected: true before this', ONE_FILE],
])('another CD tool is warned of, and rendered: %s', async (_, before, after, message, files) => {
  const root = makeDeliveredShop(before, files);
  await runKumiki(root, ['synth']);

  write(root, 'environments/production.ts', delivered(after));
  const changed = await runKumiki(root, ['synth']);

  expect(changed.code).toBe(0);
  expect(changed.err).toContain(message);
  expect((await runKumiki(root, ['synth', '--check'])).code).toBe(0);
});

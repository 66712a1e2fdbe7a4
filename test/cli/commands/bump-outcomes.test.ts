import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { image, Manifests } from '../change/manifests.ts';
import { runKumiki } from '../run-kumiki.ts';

test('with a glob one that fails is told, and the others go on', async () => {
  const manifests = await Manifests.make({ environments: { alpha: '', beta: '' } });
  await manifests.remote.commit({ 'dist/alpha/users/somebody.yaml': 'kind: ConfigMap\n' });

  const { code, answer } = await manifests.json(['bump', 'users', image('b'), '--env', '*']);

  expect(answer).toMatchObject([
    {
      action: 'refused',
      environment: 'alpha',
      files: [],
      notes: [expect.stringContaining('dist/alpha/users/somebody.yaml: kumiki did not write it')],
    },
    { action: 'created', environment: 'beta', branch: 'kumiki/bump/beta/users' },
  ]);
  expect(code).toBe(1);
});

test('with a glob one whose source cannot be loaded is told, and the others are rendered', async () => {
  const manifests = await Manifests.make({ environments: { alpha: '', beta: '' } });
  const { remote } = manifests;
  const apps = readFileSync(path.join(remote.desk, 'apps/apps.ts'), 'utf8');
  const broken = await remote.commit({ 'apps/apps.ts': 'export class {' });
  await remote.commit({ 'apps/apps.ts': apps, 'environments/alpha/source.json': `{ "commit": "${broken}" }\n` });

  const { code, answer } = await manifests.json(['bump', 'users', image('b'), '--env', '*']);

  expect(answer).toMatchObject([
    { action: 'refused', environment: 'alpha', notes: [expect.stringContaining('apps/apps.ts:1')] },
    { action: 'created', environment: 'beta' },
  ]);
  expect(code).toBe(1);
});

test('what nobody renders says what was not asked for, and is no pull request of nothing that is there', async () => {
  const manifests = await Manifests.make();
  const bump = (...args: readonly string[]) => manifests.run(['bump', ...args, '--env', 'staging', '--remote-render']);

  expect(await bump('usres', image('b'))).toMatchObject({
    code: 1,
    err: expect.stringContaining("staging: no application 'usres' pins an image there. Did you mean users?"),
  });
  expect(await bump('users', image('b'), '--auto-merge')).toMatchObject({
    code: 1,
    err: expect.stringContaining('--remote-render reads no policies'),
  });
  expect(await bump('users', image('b'))).toMatchObject({
    code: 0,
    err: expect.stringContaining('staging: its freezes, upstream and gates were not asked for'),
  });
});

test('in a work tree it renders also where the pin is there already', async () => {
  const { remote } = await Manifests.make();
  const bump = () => runKumiki(remote.desk, ['bump', 'users', image('b'), '--env', 'staging', '--json']);
  await bump();
  const file = path.join(remote.desk, 'dist/staging/users/deployment-users-api.yaml');
  const rendered = readFileSync(file, 'utf8');
  writeFileSync(file, rendered.replace('replicas: 1', 'replicas: 5'));

  expect(JSON.parse((await bump()).out)).toMatchObject({
    action: 'updated',
    files: ['dist/staging/users/deployment-users-api.yaml'],
  });
  expect(readFileSync(file, 'utf8')).toBe(rendered);
  expect(JSON.parse((await bump()).out)).toMatchObject({ action: 'none', files: [] });
});

test.each([
  ['constructor', 'api=ghcr.io/acme/users:1'],
  ['users', 'toString=ghcr.io/acme/users:1'],
  ['users', '__proto__=ghcr.io/acme/users:1'],
])('bump %s %s: a word of JavaScript is no name', async (application, word) => {
  const { code, err } = await runKumiki('/', ['bump', application, word, '--env', 'staging']);

  expect(err).toMatch(/^bump: '\w+' is a word of JavaScript's own, and no name of an application or image\.\n$/);
  expect(code).toBe(1);
});

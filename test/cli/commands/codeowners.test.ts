import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';

const environment = (name: string, props: string) =>
  `defineEnvironment({ name: '${name}', edition: 1, kubernetes: '1.34', ${props} build() {} })`;
const source = (...environments: readonly string[]) =>
  `import { defineEnvironment } from 'kumiki';\nexport default [${environments.join(', ')}];\n`;

function makeOwned(): string {
  return makeRepository({
    'environments/production.ts': source(
      environment('production-eu', "owners: ['@acme/eu'],"),
      environment('production-us', "owners: ['@acme/us'],"),
    ),
    'environments/staging.ts': source(environment('staging', '')),
    'environments/platform.ts': source(environment('platform', "platform: true, owners: ['@acme/platform'],")),
  });
}

const read = (root: string, file: string) => readFileSync(path.join(root, file), 'utf8');

test('an environment belongs to its owners, and what is delivered to the platform', async () => {
  const root = makeOwned();

  expect(await runKumiki(root, ['codeowners', '--json'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('"written"'),
  });

  expect(read(root, '.github/CODEOWNERS')).toMatchInlineSnapshot(`
    "# Written by kumiki codeowners. Do not edit: change owners in environments/ and apps/.
    /environments/platform.ts @acme/platform
    /environments/production.ts @acme/eu @acme/us
    /environments/platform/ @acme/platform
    /dist/platform/ @acme/platform
    /environments/production-eu/ @acme/eu
    /dist/production-eu/ @acme/eu
    /environments/production-us/ @acme/us
    /dist/production-us/ @acme/us
    /dist/platform/delivery/ @acme/platform
    /dist/production-eu/delivery/ @acme/platform
    /dist/production-us/delivery/ @acme/platform
    /dist/staging/delivery/ @acme/platform
    /.github/CODEOWNERS @acme/platform
    "
  `);
});

test('Gitea reads regular expressions', async () => {
  const root = makeOwned();

  await runKumiki(root, ['codeowners', '--host', 'gitea']);

  expect(read(root, '.gitea/CODEOWNERS')).toContain('\nenvironments/production[.]ts @acme/eu @acme/us\n');
  expect(read(root, '.gitea/CODEOWNERS')).toContain('\ndist/production-eu/delivery/.* @acme/platform\n');
});

test('--check says whether the file is what the owners give', async () => {
  const root = makeOwned();

  expect(await runKumiki(root, ['codeowners', '--check'])).toMatchObject({ code: 2 });
  await runKumiki(root, ['codeowners']);
  expect(await runKumiki(root, ['codeowners', '--check'])).toMatchObject({ code: 0 });
});

test('a file that somebody else wrote stays', async () => {
  const root = makeOwned();
  writeFileSync(path.join(root, 'CODEOWNERS'), '* @me\n');

  expect(await runKumiki(root, ['codeowners', '--out', 'CODEOWNERS'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('CODEOWNERS: somebody else wrote it.'),
  });
  expect(read(root, 'CODEOWNERS')).toBe('* @me\n');
  expect(await runKumiki(root, ['codeowners', '--out', 'CODEOWNERS', '--force'])).toMatchObject({ code: 0 });
});

test('without owners, or for another host, there is nothing to write', async () => {
  const root = makeRepository({ 'environments/staging.ts': source(environment('staging', '')) });

  expect(await runKumiki(root, ['codeowners'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no environment has owners'),
  });
  expect(await runKumiki(root, ['codeowners', '--host', 'svn'])).toMatchObject({
    code: 1,
    err: expect.stringContaining("--host is 'svn'. There are: github, gitlab, gitea, bitbucket."),
  });
});

/** Two environments, of which one is reviewed, and an application with an owner in both. */
function makeShops(owner: string, files: Readonly<Record<string, string>> = {}): string {
  const build = (name: string, props: string) =>
    `defineEnvironment({ name: '${name}', edition: 1, kubernetes: '1.34', ${props} build(environment) { new Shop(environment); } })`;
  return makeRepository({
    'package.json': '{ "type": "module" }',
    'apps/shop.ts': `import { Application, type Environment } from 'kumiki';
export class Shop extends Application {
  constructor(environment: Environment) {
    super(environment, 'shop', { owner: '${owner}' });
    this.image('api');
  }
}
`,
    'environments/all.ts': `import { Shop } from '../apps/shop.ts';\n${source(
      build('production', "owners: ['@acme/production'],"),
      build('staging', "owners: ['@acme/staging'],"),
      build('test', ''),
    )}`,
    ...files,
  });
}

test("an application's owner reviews where a machine merges, and beside a person where the host can ask for both", async () => {
  const root = makeShops('@acme/shop');

  await runKumiki(root, ['codeowners', '--host', 'gitlab']);

  expect(read(root, '.gitlab/CODEOWNERS')).toMatchInlineSnapshot(`
    "# Written by kumiki codeowners. Do not edit: change owners in environments/ and apps/.
    /environments/all.ts @acme/production @acme/staging
    /environments/production/ @acme/production
    /dist/production/ @acme/production
    /environments/staging/ @acme/staging
    /dist/staging/ @acme/staging
    /environments/staging/images/shop.json @acme/shop @acme/staging
    /dist/staging/shop/ @acme/shop @acme/staging
    /environments/test/images/shop.json @acme/shop
    /dist/test/shop/ @acme/shop

    [Applications]
    /environments/production/images/shop.json @acme/shop
    /dist/production/shop/ @acme/shop
    "
  `);
  await runKumiki(root, ['codeowners', '--host', 'github']);
  expect(read(root, '.github/CODEOWNERS')).not.toContain('[Applications]');
  expect(read(root, '.github/CODEOWNERS')).not.toContain('/dist/production/shop/');
});

test('an owner that is nobody on a git host is a label, which is noted', async () => {
  const root = makeShops('team-shop');

  const { out } = await runKumiki(root, ['codeowners', '--json']);

  expect(JSON.parse(out)).toMatchObject({
    action: 'written',
    host: 'github',
    file: '.github/CODEOWNERS',
    notes: [
      "shop: its owner 'team-shop' is a label, and nobody on a git host. To have it reviewed, write a handle: owner: '@acme/team-shop'.",
      'dist/*/delivery/: no environment with platform: true has owners, so those of each environment review it, too.',
    ],
  });
  expect(out).not.toContain('dist/test/shop/');
});

test('an owner of an environment that is nobody is refused', async () => {
  const root = makeRepository({
    'environments/staging.ts': source(environment('staging', "owners: ['payments', 'a b@c'],")),
  });

  const { code, err } = await runKumiki(root, ['codeowners']);

  expect(code).toBe(1);
  expect(err).toContain(
    "environments/staging.ts: staging: owners has 'payments'. Write the handle of somebody, '@acme/payments', or an address.\n",
  );
  expect(err).toContain("owners has 'a b@c'.");
});

test.each<[string, string]>([
  ["export default { repository: 'https://gitlab.example.com/acme/manifests.git' };", '.gitlab/CODEOWNERS'],
  ["export default { repository: { host: 'gitea', url: 'https://git.example.com/m.git' } };", '.gitea/CODEOWNERS'],
  ["export default { repository: 'git@bitbucket.org:acme/manifests.git' };", '.bitbucket/CODEOWNERS'],
  ["export default { repository: 'https://git.example.com/acme/manifests.git' };", '.github/CODEOWNERS'],
])('the host is what the config says: %s', async (config, file) => {
  const root = makeShops('@acme/shop', { 'kumiki.config.ts': config });

  expect(JSON.parse((await runKumiki(root, ['codeowners', '--json'])).out)).toMatchObject({ file });
});

test('the file is the one that the host reads already, and the config is of the platform', async () => {
  const root = makeOwned();
  writeFileSync(path.join(root, 'CODEOWNERS'), '# Written by kumiki codeowners. An older one.\n');
  writeFileSync(path.join(root, 'kumiki.config.ts'), 'export default {};\n');

  expect(await runKumiki(root, ['codeowners', '--host', 'gitlab'])).toMatchObject({
    out: 'CODEOWNERS: written. Commit it.\n',
  });

  expect(read(root, 'CODEOWNERS')).toMatch(/\n\/kumiki\.config\.ts @acme\/platform\n\/CODEOWNERS @acme\/platform\n$/);
});

test.each(['../CODEOWNERS', '/CODEOWNERS', '.'])('--out %s is no file in the repository', async (out) => {
  const { code, err } = await runKumiki(makeOwned(), ['codeowners', '--out', out]);

  expect(err).toBe(`--out '${out}' is no file in the repository. Give a path in it, such as docs/CODEOWNERS.\n`);
  expect(code).toBe(1);
});

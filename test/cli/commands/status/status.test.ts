import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, write } from '../../../environment/fixture-repository.ts';
import { commit, deployment, documentOf, makeShop, pins, runGit, STAGING, status } from './git-shop.ts';

const LAST_YEAR =
  "production: the freeze from 2025-12-20T00:00 to 2026-01-02T00:00 (last year) is over, and Argo CD's window of it comes back every year. Take it out of freezes, and run synth.";

test('what runs where, with source, age, hold and the difference from the upstream', async () => {
  const { root, head } = makeShop();

  expect(await documentOf(root)).toEqual({
    commit: head,
    branch: 'main',
    environments: [
      {
        name: 'production',
        applications: [
          {
            name: 'shop',
            images: ['ghcr.io/acme/shop:1.0.0'],
            replicas: { min: 2, max: 10 },
            source: { repository: 'acme/shop', commit: '41abcdef0', build: '41' },
            changed: '2026-11-01T12:00:00.000Z',
            held: { reason: 'logins fail', until: '2027-06-01', by: 'Ada' },
            upstream: { staging: 'behind' },
            workloads: [
              {
                kind: 'Deployment',
                name: 'shop-api',
                images: { 'shop-api': 'ghcr.io/acme/shop:1.0.0' },
                replicas: { min: 2, max: 10 },
              },
            ],
          },
        ],
      },
      {
        name: 'staging',
        applications: [
          {
            name: 'shop',
            images: ['ghcr.io/acme/shop:1.1.0'],
            replicas: 1,
            source: { repository: 'acme/shop', commit: '42abcdef0', build: '42' },
            changed: '2026-11-29T12:00:00.000Z',
            workloads: [
              {
                kind: 'Deployment',
                name: 'shop-api',
                images: { 'shop-api': 'ghcr.io/acme/shop:1.1.0' },
                replicas: 1,
              },
            ],
          },
        ],
      },
    ],
    notes: [LAST_YEAR],
  });
});

test('people get a table with ages, by environment or by application', async () => {
  const { root, head } = makeShop();

  const all = await status(root);
  const one = await status(root, ['--app', 'shop'], '2026-12-24T12:00Z');

  expect(all).toMatchObject({ code: 0, err: `note: ${LAST_YEAR}\n` });
  expect(all.out.replace(head.slice(0, 8), 'HEAD')).toMatchInlineSnapshot(`
    "  application  image       replicas  source    age   upstream
    production
      shop         shop:1.0.0  2–10      41abcdef  30 d  behind staging
          held until 2027-06-01 by Ada: logins fail
    staging
      shop         shop:1.1.0  1         42abcdef  2 d

    As of commit HEAD of main.
    "
  `);
  expect(one.out.replace(head.slice(0, 8), 'HEAD')).toMatchInlineSnapshot(`
    "  environment  image       replicas  source    age   upstream
    shop
      production   shop:1.0.0  2–10      41abcdef  53 d  behind staging
          held until 2027-06-01 by Ada: logins fail
          frozen until 2027-01-01 23:00 UTC: Christmas
      staging      shop:1.1.0  1         42abcdef  25 d

    As of commit HEAD of main.
    "
  `);
});

test('no line is wider than 100 columns, whatever the names', async () => {
  const long = 'a'.repeat(60);
  const { root } = makeShop();
  write(root, `environments/${long}.ts`, STAGING.replace("'staging'", `'${long}', upstream: 'staging'`));
  commit(root, 'Long names', {
    date: '2026-11-30T13:00:00Z',
    files: {
      [`dist/${long}/shop/deployment-shop-api.yaml`]: deployment('shop-api', `ghcr.io/acme/${long}:${long}`),
      [`environments/${long}/images/shop.json`]: pins(long),
      [`environments/${long}/holds/shop.json`]: JSON.stringify({ reason: `${'because '.repeat(30)}\nthat is why` }),
    },
  });

  for (const args of [[], ['--app', 'shop'], ['--app', 'shop', '--history']]) {
    const { out } = await status(root, args);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(out).toContain('aaaa');
  }
});

test('a freeze that is active is shown, unless it is overridden', async () => {
  const { root } = makeShop();
  const frozen = { reason: 'Christmas', from: '2026-12-19T23:00:00.000Z', until: '2027-01-01T23:00:00.000Z' };

  const [production] = (await documentOf(root, [], '2026-12-24T12:00Z')).environments;
  expect(production).toMatchObject({ frozen, applications: [{ frozen }] });

  const overrides = '[{ "application": "shop", "until": "2026-12-25", "reason": "CVE" }]';
  commit(root, 'Override', {
    date: '2026-12-24T11:00:00Z',
    files: { 'environments/production/freeze-overrides.json': overrides },
  });
  const [overridden] = (await documentOf(root, [], '2026-12-24T12:00Z')).environments;
  expect(overridden).toMatchObject({ frozen });
  expect(overridden.applications[0]).not.toHaveProperty('frozen');
});

test('a hold that is over holds nothing', async () => {
  const { root } = makeShop();

  const [production] = (await documentOf(root, [], '2027-06-01T00:00Z')).environments;

  expect(production.applications[0]).not.toHaveProperty('held');
});

test.each<[string, readonly string[], readonly string[]]>([
  ['its repository', ['--image', 'ghcr.io/acme/shop'], ['production', 'staging']],
  ['the end of it, with a tag', ['--image', 'shop:1.1.0'], ['staging']],
  ['a tag that runs nowhere', ['--image', 'shop:9'], []],
  ['an environment beside', ['--image', 'shop', '--env', 'prod*'], ['production']],
])('--image chooses by %s', async (_, args, environments) => {
  const { root } = makeShop();

  const { environments: shown } = await documentOf(root, args);

  expect(shown.map(({ name }: { readonly name: string }) => name)).toEqual(environments);
});

test('an image that runs nowhere is said to people', async () => {
  const { root } = makeShop();

  expect(await status(root, ['--image', 'shop:9', '--quiet'])).toEqual({
    code: 0,
    out: 'Nothing runs shop:9.\n',
    err: '',
  });
});

test.each<[readonly string[], string]>([
  [['--env', 'prod'], "--env 'prod' matches nothing. There are: production, staging."],
  [['--app', 'shpo'], "--app 'shpo' matches nothing of production, staging. There are: shop."],
  [['--image', ''], '--image is empty. Name a repository, with or without a tag, or part of a digest.'],
  [['--history'], '--history is of an application. Name one with --app, such as --app users.'],
])('%j is a mistake', async (args, message) => {
  const { root } = makeShop();

  expect(await status(root, args)).toMatchObject({ code: 1, out: '', err: `${message}\n` });
});

test('what is not committed runs nowhere', async () => {
  const { root } = makeShop();
  write(root, 'environments/staging/images/shop.json', pins('2.0.0'));
  write(root, 'dist/staging/mail/deployment-mail.yaml', deployment('mail', 'mail:1'));

  const { environments, notes } = await documentOf(root, ['--env', 'staging']);

  expect(environments[0].applications).toHaveLength(1);
  expect(environments[0].applications[0]).toMatchObject({ source: { build: '42' } });
  expect(notes).toEqual([
    'What is changed below dist and environments and not committed runs nowhere, and is not shown.',
  ]);
});

test('a merge counts when it came to the branch, and a side branch counts not at all', async () => {
  const { root } = makeShop();
  runGit(root, ['checkout', '--quiet', '-b', 'bump']);
  const files = { 'environments/staging/images/shop.json': pins('1.2.0', '43') };
  commit(root, 'Bump', { date: '2026-11-30T13:00:00Z', files });
  runGit(root, ['checkout', '--quiet', 'main']);
  const date = '2026-11-30T18:00:00Z';
  runGit(root, ['merge', '--quiet', '--no-ff', '--message', 'Merge', 'bump'], {
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    GIT_AUTHOR_NAME: 'Ada',
  });

  const { environments } = await documentOf(root, ['--env', 'staging']);

  expect(environments[0].applications[0].changed).toBe('2026-11-30T18:00:00.000Z');
});

test('without git, what lies in the folder is shown, without ages', async () => {
  const root = makeRepository({
    'environments/staging.ts': STAGING,
    'environments/staging/images/shop.json': pins('1.0.0'),
    'dist/staging/shop/deployment-shop-api.yaml': deployment('shop-api', 'shop:1.0.0'),
  });

  const { code, out, err } = await status(root, ['--json']);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({
    environments: [{ name: 'staging', applications: [{ name: 'shop', images: ['shop:1.0.0'] }] }],
    notes: [
      'Nothing is committed here: shows the files as they lie in the folder, and nobody knows how old the pins are.',
    ],
  });
  expect(out).not.toContain('changed');
  expect(await status(root, ['--history', '--app', 'shop'])).toMatchObject({
    code: 1,
    err: `--history: nothing is committed in ${root}. Run it in a clone of the repository.\n`,
  });
});

test('a shallow clone shows the same, without ages and with a note', async () => {
  const { root } = makeShop();
  const clone = path.join(makeRepository({}), 'clone');
  runGit(root, ['clone', '--quiet', '--depth', '1', `file://${root}`, clone]);

  const { environments, notes } = await documentOf(clone);

  expect(environments[0].applications[0].images).toEqual(['ghcr.io/acme/shop:1.0.0']);
  expect(environments[0].applications[0]).not.toHaveProperty('changed');
  expect(notes).toContain(
    'The clone is shallow: it does not know how old the pins are, nor all of their history. Get it with: git fetch --unshallow',
  );
});

test('a repository below another folder of git is shown alike', async () => {
  const { root } = makeShop();
  const outer = makeRepository({});
  runGit(outer, ['init', '--quiet', '--initial-branch', 'main']);
  const read = (file: string) => runGit(root, ['show', `HEAD:${file}`]);
  const names = runGit(root, ['ls-tree', '-r', '--name-only', 'HEAD']).split('\n');
  commit(outer, 'Move', {
    date: '2026-11-30T12:00:00Z',
    files: Object.fromEntries(names.map((name) => [`git[ops]/${name}`, `${read(name)}\n`])),
  });

  const { environments } = await documentOf(path.join(outer, 'git[ops]'), ['--env', 'production']);

  expect(environments[0].applications[0]).toMatchObject({
    images: ['ghcr.io/acme/shop:1.0.0'],
    changed: '2026-11-30T12:00:00.000Z',
  });
});

test('what runs is shown while the source is broken', async () => {
  const { root } = makeShop();
  write(root, 'environments/staging.ts', 'const x = {;');

  const { environments, notes } = await documentOf(root);

  expect(environments).toHaveLength(2);
  expect(notes).toEqual([
    'What is changed below dist and environments and not committed runs nowhere, and is not shown.',
    expect.stringMatching(/^Nothing is known of freezes and upstreams\. environments\/staging\.ts:1:12: /),
  ]);
});

test('one file an application is read alike, with jobs and daemons that have no replicas', async () => {
  const root = makeRepository({
    'environments/staging.ts': STAGING,
    'dist/staging/shop/manifests.yaml': `${deployment('shop-api', 'shop:1', 3)}
---
${deployment('shop-worker', 'shop:1', 2).replace(/^.*\n/, '')}
---
${deployment('shop-agent', 'agent:1').replace(/^.*\n/, '').replace('kind: Deployment', 'kind: DaemonSet')}`,
  });

  const { environments } = await documentOf(root);

  expect(environments[0].applications[0]).toMatchObject({
    images: ['agent:1', 'shop:1'],
    replicas: 5,
    workloads: [
      { kind: 'DaemonSet', name: 'shop-agent', replicas: null },
      { kind: 'Deployment', name: 'shop-api', replicas: 3 },
      { kind: 'Deployment', name: 'shop-worker', replicas: 2 },
    ],
  });
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runKumiki } from '../../run-kumiki.ts';
import { ENV, image, Manifests } from '../../change/manifests.ts';

const BRANCH = 'kumiki/source/production';
const PROMOTE = ['promote', '--source', '--from', 'staging', '--to', 'production'];
const DEPLOYMENT = 'dist/production/users/deployment-users-api.yaml';
const later = (days: number) => ({ today: () => new Date(Date.now() + days * 86_400_000) });

/** Changes the shared code, renders and pushes. Gives the commit. */
async function label(manifests: Manifests, team: string): Promise<string> {
  const { remote } = manifests;
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');
  const apps = await manifests.file('main', 'apps/apps.ts');
  const text = apps.replace(/port: 8080.*\);/, `port: 8080, labels: { team: '${team}' } });`);
  writeFileSync(path.join(remote.desk, 'apps/apps.ts'), `${text}\n`);
  await manifests.synth();
  return remote.commit({}, 'main', `Team ${team}`);
}

async function makePromoted(
  props = "upstream: 'staging',",
): Promise<{ readonly manifests: Manifests; readonly first: string }> {
  const manifests = await Manifests.make({ environments: { staging: '', production: props } });
  const first = await label(manifests, 'one');
  expect(await manifests.json(PROMOTE)).toMatchObject({ code: 0 });
  await manifests.merge(BRANCH);
  return { manifests, first };
}

test('production keeps its code while the shared one goes on, and gets it by a pull request', async () => {
  const { manifests, first } = await makePromoted();
  const second = await label(manifests, 'two');
  expect(await manifests.file('main', DEPLOYMENT)).toContain('team: one');
  expect(await manifests.file('main', DEPLOYMENT.replace('production', 'staging'))).toContain('team: two');

  const { code, answer } = await manifests.json(PROMOTE);

  expect(code).toBe(0);
  expect(answer).toMatchObject({
    action: 'created',
    environment: 'production',
    branch: BRANCH,
    source: { from: first, to: second },
    commits: [`${second.slice(0, 8)} Team two`],
  });
  expect((await manifests.changed(BRANCH)).filter((file) => !file.startsWith('dist/production/'))).toEqual([
    'environments/production/source.json',
  ]);
  expect(await manifests.file(BRANCH, DEPLOYMENT)).toContain('team: two');
  expect(await manifests.json(PROMOTE)).toMatchObject({ code: 0, answer: { action: 'none' } });

  await manifests.merge(BRANCH);
  expect(await manifests.json(PROMOTE)).toMatchObject({ code: 0, answer: { action: 'none' } });
  expect(await manifests.json(['repair'])).toMatchObject({ answer: { action: 'none', files: [] } });
});

test('images of an environment that is built from another commit are bumped with its own code', async () => {
  const { manifests } = await makePromoted('');
  await label(manifests, 'two');

  expect(await manifests.json(['bump', 'users', image('b'), '--env', 'production'])).toMatchObject({
    code: 0,
    answer: { action: 'created', files: [DEPLOYMENT, 'environments/production/images/users.json'] },
  });
  expect(await manifests.file('kumiki/bump/production/users', DEPLOYMENT)).toContain('team: one');
});

test('what has not soaked, and what is frozen, waits', async () => {
  const { manifests } = await makePromoted("upstream: 'staging',");
  await label(manifests, 'two');
  const production = await manifests.file('main', 'environments/production.ts');
  await manifests.remote.commit({
    'environments/production.ts': `${production.replace("upstream: 'staging',", "upstream: 'staging', minSoak: '24h', freezes: [{ from: '2030-01-01T00:00', until: '2030-02-01T00:00', reason: 'party' }],")}\n`,
  });

  expect(await manifests.json(PROMOTE)).toMatchObject({
    code: 3,
    answer: { action: 'refused', notes: [expect.stringContaining('nothing on main is as old as 1 d')] },
  });
  expect(await manifests.json(PROMOTE, { today: () => new Date('2030-01-15T00:00:00Z') })).toMatchObject({
    code: 3,
    answer: { notes: [expect.stringContaining('is frozen until 2030-02-01T00:00')] },
  });
  expect(await manifests.json(PROMOTE, later(2))).toMatchObject({ code: 0, answer: { action: 'created' } });
});

test('what is older is refused without --again', async () => {
  const { manifests, first } = await makePromoted('');
  const second = await label(manifests, 'two');
  await manifests.remote.commit({
    'environments/production/source.json': `{\n  "commit": "${second}"\n}\n`,
    'environments/staging/source.json': `{\n  "commit": "${first}"\n}\n`,
  });

  expect(await manifests.json(PROMOTE)).toMatchObject({
    code: 3,
    answer: { notes: [expect.stringContaining('it would take changes back. Add --again')] },
  });
});

test.each([
  ["--from 'stagin' is no environment", ['promote', '--source', '--from', 'stagin', '--to', 'production']],
  ["--to 'staging' names staging alone", ['promote', '--source', '--from', 'staging', '--to', 'staging']],
  ['is of whole environments', ['promote', 'users', ...PROMOTE.slice(1)]],
  ['production takes changes from staging', ['promote', '--source', '--from', 'development', '--to', 'production']],
])('a mistake is told: %s', async (words, args) => {
  const manifests = await Manifests.make({
    environments: { development: '', staging: '', production: "upstream: 'staging'," },
  });

  const { code, err } = await manifests.run(args);

  expect([code, err]).toEqual([1, expect.stringContaining(words)]);
});

test('in a work tree the file is written and the environment rendered', async () => {
  const { manifests } = await makePromoted('');
  const second = await label(manifests, 'two');

  const { code, out } = await runKumiki(manifests.remote.desk, ['--json', ...PROMOTE], { env: ENV });

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    action: 'updated',
    source: { to: second },
    files: expect.arrayContaining([DEPLOYMENT, 'environments/production/source.json']),
  });
});

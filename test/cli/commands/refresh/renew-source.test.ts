import { expect, test } from 'vitest';
import { Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';

const BRANCH = 'kumiki/source/production';
const PROMOTE = ['promote', '--source', '--from', 'staging', '--to', 'production'];
const SOURCE = 'environments/production/source.json';
const ONE = 'dist/production/users/deployment-users-one.yaml';

/** Changes files of the base at the desk, renders and pushes. Gives the commit that has them. */
async function release(manifests: Manifests, files: Readonly<Record<string, string | undefined>>): Promise<string> {
  const { remote } = manifests;
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');
  const commit = await remote.commit(files);
  await manifests.synth();
  await remote.commit({}, 'main', 'Render');
  return commit;
}

/** The shared code with another workload: a file that the base does not know. */
async function withWorker(manifests: Manifests, name: string): Promise<Readonly<Record<string, string>>> {
  const apps = await manifests.file('main', 'apps/apps.ts');
  const line = `    new Worker(this, '${name}', { image: this.image('worker') });\n`;
  return { 'apps/apps.ts': `${apps.replace(/ {4}new Worker\(this, 'worker'.*\n/, `$&${line}`)}\n` };
}

const commitIn = async (manifests: Manifests) =>
  (JSON.parse(await manifests.file(BRANCH, SOURCE)) as { readonly commit: string }).commit;

/** Production is built from the first commit, and the next one brings the worker `one`. */
async function makeProposal(production = ''): Promise<{ readonly manifests: Manifests; readonly one: string }> {
  const manifests = await Manifests.make({ environments: { staging: '', production } });
  const first = await manifests.remote.bare('rev-parse', 'main');
  await manifests.remote.commit({ [SOURCE]: `{\n  "commit": "${first}"\n}\n` });
  const one = await release(manifests, await withWorker(manifests, 'one'));
  return { manifests, one };
}

test('a promotion of code is made new with its own commit where the base renders it otherwise, and not before; a hold keeps it', async () => {
  const { manifests, one } = await makeProposal("gates: { deployed: true }, upstream: 'staging', minSoak: '1m',");
  const later = { today: () => new Date(Date.now() + 3_600_000) };
  const { fake, io } = await onGitHub(manifests);
  for (const app of ['users', 'mail'])
    fake.repository.setStatus(one, `kustomization/staging-${app}/1a2b3c4d`, 'success');
  expect(await manifests.json(PROMOTE, { ...io, ...later })).toMatchObject({ code: 0, answer: { action: 'created' } });
  const { pulls } = fake.repository.state;
  const [before] = pulls.map(({ body }) => body);
  const tip = await manifests.remote.bare('rev-parse', BRANCH);

  const two = await release(manifests, await withWorker(manifests, 'two'));
  const refresh = () => manifests.json(['refresh'], { ...io, ...later });
  expect(await refresh()).toMatchObject({ code: 0, answer: [{ action: 'none', branch: BRANCH, notes: [] }] });
  expect(await manifests.remote.bare('rev-parse', BRANCH)).toBe(tip);

  const environment = await manifests.file('main', 'environments/production.ts');
  await release(manifests, {
    'environments/production.ts': `${environment.replace('edition: 1,', "edition: 1, security: 'baseline',")}\n`,
    'environments/production/holds/users.json': '{ "reason": "audit" }\n',
  });
  expect(await refresh()).toMatchObject({
    code: 0,
    answer: [
      {
        action: 'none',
        notes: [
          `${BRANCH}: cannot be made new: production: users is held: audit. End it with: kumiki release users --env production. Close it, or merge it by hand.`,
        ],
      },
    ],
  });
  await manifests.remote.commit({ 'environments/production/holds/users.json': undefined });

  expect(await refresh()).toMatchObject({
    code: 0,
    answer: [{ action: 'updated', branch: BRANCH, pullRequest: { number: 1 } }],
  });
  expect([await commitIn(manifests), one === two]).toEqual([one, false]);
  expect(await manifests.file(BRANCH, ONE)).not.toContain('seccompProfile');
  expect(pulls).toMatchObject([{ state: 'open', autoMerge: false }]);
  expect(pulls[0]?.body).toContain(`Builds it from commit \`${one}\`, instead of`);
  expect(before).toContain('as `staging` is');
  expect(await refresh()).toMatchObject({ answer: [{ action: 'none', notes: [] }] });
});

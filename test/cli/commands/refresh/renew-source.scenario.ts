import { expect, test } from 'vitest';
import { Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';
import { release, withWorker } from './release.ts';

const BRANCH = 'kumiki/source/production';
const PROMOTE = ['promote', '--source', '--from', 'staging', '--to', 'production'];
const SOURCE = 'environments/production/source.json';
const ONE = 'dist/production/users/deployment-users-one.yaml';

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

  await release(manifests, await withWorker(manifests, 'two'));
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
  const [pull] = pulls;
  if (pull !== undefined) pull.queued = true;
  expect(await refresh()).toMatchObject({
    code: 0,
    answer: [{ action: 'none', notes: [`${BRANCH}: stands in a merge queue, so it is left alone.`] }],
  });
  if (pull !== undefined) {
    pull.queued = false;
    fake.repository.review(pull, 'ada', 'APPROVED');
  }

  expect(await refresh()).toMatchObject({
    code: 0,
    answer: [{ action: 'updated', branch: BRANCH, pullRequest: { number: 1 } }],
  });
  expect(await manifests.file(BRANCH, SOURCE)).toContain(one);
  expect(await manifests.file(BRANCH, ONE)).not.toContain('seccompProfile');
  expect(pulls).toMatchObject([{ state: 'open', autoMerge: false, reviews: [{ state: 'DISMISSED' }] }]);
  expect(pull?.body).toContain(`Builds it from commit \`${one}\`, instead of`);
  expect(before).toContain('as `staging` is');
  expect(await refresh()).toMatchObject({ answer: [{ action: 'none', notes: [] }] });
});

test('one that is armed is disarmed where an application is held whose manifests it changes', async () => {
  const { manifests } = await makeProposal("merge: 'auto',");
  const { fake, io } = await onGitHub(manifests, { settings: { requiredChecks: ['ci'] } });
  await manifests.json([...PROMOTE, '--auto-merge'], io);
  const { pulls } = fake.repository.state;
  expect(pulls).toMatchObject([{ autoMerge: true }]);
  const hold = (app: string) => ({ [`environments/production/holds/${app}.json`]: '{ "reason": "audit" }\n' });

  await manifests.remote.commit(hold('mail'));
  expect(await manifests.json(['refresh'], io)).toMatchObject({ code: 0, answer: [{ action: 'none', notes: [] }] });
  expect(pulls).toMatchObject([{ autoMerge: true }]);

  await manifests.remote.commit(hold('users'));
  expect(await manifests.json(['refresh'], io)).toMatchObject({
    code: 0,
    answer: [
      {
        action: 'none',
        notes: [expect.stringContaining('users is held'), '#1: is no longer merged by itself, as users is held.'],
      },
    ],
  });
  expect(pulls).toMatchObject([{ autoMerge: false }]);
});

import { expect, test } from 'vitest';
import { image, Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';

const FREEZE = "merge: 'auto', freezes: [{ from: '2027-01-01T00:00', until: '2027-01-02T00:00', reason: 'party' }],";
const today = () => new Date('2027-01-01T12:00:00Z');

test('a wave of many environments is disarmed where the last of them is frozen', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const manifests = await Manifests.make({
    environments: {
      staging: '',
      ...Object.fromEntries(names.map((name) => [`live-${name}`, name === 'e' ? FREEZE : "merge: 'auto',"])),
    },
  });
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging']);
  await manifests.merge('kumiki/bump/staging/users');
  const { fake, io } = await onGitHub(manifests, { settings: { requiredChecks: ['ci'] } });
  const { pulls } = fake.repository.state;
  await manifests.json(['promote', '--all', '--from', 'staging', '--to', 'live-*', '--wave', '5', '--auto-merge'], io);
  expect(pulls).toMatchObject([{ branch: expect.stringContaining('live-a+4-more-'), autoMerge: true }]);

  expect(await manifests.json(['refresh'], { ...io, today })).toMatchObject({
    answer: [{ notes: ['#1: is no longer merged by itself, as live-e is frozen.'] }],
  });
  expect(pulls).toMatchObject([{ autoMerge: false }]);
});

test('what a reviewed override lets through stays armed', async () => {
  const manifests = await Manifests.make({
    environments: { staging: FREEZE },
    files: {
      'environments/staging/freeze-overrides.json':
        '[{ "application": "users", "until": "2027-01-03", "reason": "mends the party" }]\n',
    },
  });
  const { fake, io } = await onGitHub(manifests, { settings: { requiredChecks: ['ci'] } });
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging', '--auto-merge'], io);
  await manifests.json(['bump', 'mail', image('b', 'mail'), '--env', 'staging', '--auto-merge'], io);

  expect(await manifests.json(['refresh'], { ...io, today })).toMatchObject({
    answer: [{ notes: [] }, { notes: ['#2: is no longer merged by itself, as staging is frozen.'] }],
  });
  expect(fake.repository.state.pulls).toMatchObject([{ autoMerge: true }, { autoMerge: false }]);
});

test('where a push disarms, as on GitLab, what was made new is armed once more; in a reviewed environment a person merges', async () => {
  const manifests = await Manifests.make({ environments: { staging: "merge: 'auto',", production: '' } });
  const heads = new Map<string, string>();
  const { fake, io } = await onGitHub(manifests, {
    settings: { requiredChecks: ['ci'] },
    onRequest({ repository: { state } }) {
      for (const pull of state.pulls) {
        const head = state.branches.get(pull.branch) ?? '';
        if (heads.get(pull.branch) !== head) pull.autoMerge = false;
        heads.set(pull.branch, head);
      }
    },
  });
  const { pulls } = fake.repository.state;
  for (const environment of ['staging', 'production'])
    await manifests.json(['bump', 'users', image('b'), '--env', environment, '--hotfix', '--auto-merge'], io);
  expect(pulls).toMatchObject([{ autoMerge: true }, { autoMerge: false }]);
  for (const pull of pulls) pull.autoMerge = true;
  const apps = await manifests.file('main', 'apps/apps.ts');
  await manifests.remote.commit({ 'apps/apps.ts': apps.replace('port: 8080', "port: 8080, labels: { team: 'a' }") });
  await manifests.synth();
  await manifests.remote.commit({}, 'main', 'Render');

  const { answer } = await manifests.json<readonly object[]>(['refresh'], io);

  expect(answer).toMatchObject([{ action: 'updated' }, { action: 'updated' }]);
  expect(pulls).toMatchObject([{ autoMerge: true }, { autoMerge: false }]);
});

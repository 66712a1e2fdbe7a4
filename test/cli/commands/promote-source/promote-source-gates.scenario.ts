import { expect, test } from 'vitest';
import { Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';

const PROMOTE = ['promote', '--source', '--from', 'staging', '--to', 'production'];

/** Gives the commit. */
async function label({ remote }: Manifests, apps: string, team: string): Promise<string> {
  return remote.commit({ 'apps/apps.ts': apps.replace('port: 8080', `port: 8080, labels: { team: '${team}' }`) });
}

test('the code waits for what the CD tool of the upstream reports since it has it, of the applications that it changes', async () => {
  const manifests = await Manifests.make({
    environments: { staging: '', production: "upstream: 'staging', gates: { deployed: true }," },
  });
  const apps = await manifests.file('main', 'apps/apps.ts');
  const first = await manifests.remote.bare('rev-parse', 'main');
  await manifests.remote.commit({ 'environments/production/source.json': `{\n  "commit": "${first}"\n}\n` });
  const second = await label(manifests, apps, 'two');
  const { fake, io } = await onGitHub(manifests);
  const promote = () => manifests.json(PROMOTE, io);
  const report = (commit: string, app: string, state: 'success' | 'failure') =>
    fake.repository.setStatus(commit, `kustomization/staging-${app}/1a2b3c4d`, state);

  report(first, 'users', 'success');
  report(second, 'mail', 'failure');
  expect(await promote()).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      notes: [
        `production: the CD tool of staging has not reported staging-users as healthy since staging is built from commit ${second.slice(0, 8)}: no commit status names it. Wait for it, or set up its notifications.`,
      ],
    },
  });
  report(second, 'users', 'failure');
  expect(await promote()).toMatchObject({
    code: 3,
    answer: {
      notes: ['production: the CD tool of staging reports staging-users as not healthy. Mend it there first.'],
    },
  });
  report(second, 'users', 'success');
  expect(await promote()).toMatchObject({ code: 0, answer: { action: 'created' } });
});

test('an application that is held is refused by its name where its render would change, and no other is', async () => {
  const manifests = await Manifests.make({ environments: { staging: '', production: '' } });
  const apps = await manifests.file('main', 'apps/apps.ts');
  const first = await manifests.remote.bare('rev-parse', 'main');
  const hold = (app: string) => ({ [`environments/production/holds/${app}.json`]: '{\n  "reason": "audit"\n}\n' });
  await manifests.remote.commit({
    'environments/production/source.json': `{\n  "commit": "${first}"\n}\n`,
    ...hold('mail'),
    ...hold('users'),
  });
  await label(manifests, apps, 'two');

  expect(await manifests.json(PROMOTE)).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      notes: ['production: users is held: audit. End it with: kumiki release users --env production'],
    },
  });
  expect(await manifests.remote.branches()).toEqual([]);
  await manifests.remote.commit({ 'environments/production/holds/users.json': undefined });
  expect(await manifests.json(PROMOTE)).toMatchObject({ code: 0, answer: { action: 'created' } });
});

test('that the first source.json takes an environment back stands in the pull request, with the way back', async () => {
  const manifests = await Manifests.make({ environments: { staging: '', production: '' } });
  const apps = await manifests.file('main', 'apps/apps.ts');
  const first = await manifests.remote.bare('rev-parse', 'main');
  await manifests.remote.commit({ 'environments/staging/source.json': `{\n  "commit": "${first}"\n}\n` });
  await label(manifests, apps, 'two');
  const { fake, io } = await onGitHub(manifests);
  const note = `production: goes back from the tip of main to commit ${first.slice(0, 8)}.`;

  expect(await manifests.json(PROMOTE, io)).toMatchObject({ answer: { notes: expect.arrayContaining([note]) } });

  const [pull] = fake.repository.state.pulls;
  expect(pull?.body).toContain(`    ${note}`);
  expect(pull?.body).toContain('Go back with `git revert` of the merge');
});

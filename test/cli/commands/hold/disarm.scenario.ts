import { expect, test } from 'vitest';
import { image, Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';

const NOTE = '#1: is no longer merged by itself, as users is held.';

/** A bump of each application waits for a check, armed. */
async function makeArmed() {
  const manifests = await Manifests.make({ environments: { staging: "merge: 'auto'," } });
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging']);
  await manifests.merge('kumiki/bump/staging/users');
  const { fake, io } = await onGitHub(manifests, { settings: { requiredChecks: ['ci'] } });
  for (const [application, word] of [
    ['users', image('c')],
    ['mail', image('c', 'mail')],
  ] as const)
    await manifests.json(['bump', application, word, '--env', 'staging', '--auto-merge'], io);
  const armed = () => fake.repository.state.pulls.slice(0, 2).map(({ autoMerge }) => autoMerge);
  expect(armed()).toEqual([true, true]);
  const json = (...args: readonly string[]) => manifests.json(args, io);
  return { manifests, json, armed };
}

test('hold --pr keeps what is armed of the application from being merged by itself, at once', async () => {
  const { json, armed } = await makeArmed();

  const { code, answer } = await json('hold', 'users', '--env', 'staging', '--reason', 'logins fail');

  expect(code).toBe(0);
  expect(answer).toMatchObject({ action: 'held', notes: [NOTE] });
  expect(armed()).toEqual([false, true]);
});

test('so does rollback --pr', async () => {
  const { json, armed } = await makeArmed();

  const { answer } = await json('rollback', 'users', '--env', 'staging');

  expect(answer).toMatchObject({ action: 'created', notes: expect.arrayContaining([NOTE]) });
  expect(armed()).toEqual([false, true]);
});

test('so does refresh, once the hold is merged by whatever way', async () => {
  const { manifests, json, armed } = await makeArmed();
  const { remote } = manifests;
  await remote.git('pull', '--quiet', 'origin', 'main');
  await remote.commit({ 'environments/staging/holds/users.json': '{ "reason": "logins fail" }\n' });

  const { code, answer } = await json('refresh');

  expect(code).toBe(0);
  expect(answer).toMatchObject([{ notes: expect.arrayContaining([NOTE]) }, { notes: [] }]);
  expect(armed()).toEqual([false, true]);
});

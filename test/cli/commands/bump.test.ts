import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../git/make-remote.ts';
import { digest, image, Manifests } from '../change/manifests.ts';

const BRANCH = 'kumiki/bump/staging/users';
const BUMP = ['bump', 'users', image('b'), '--env', 'staging'];

test('one commit on a branch has the pin and what it renders, and nothing else', async () => {
  const manifests = await Manifests.make();

  const { code, answer } = await manifests.json(BUMP);

  expect(code).toBe(0);
  expect(answer).toMatchObject({
    action: 'created',
    environment: 'staging',
    application: 'users',
    branch: BRANCH,
    from: { api: `127.0.0.1:9/acme/users-api:a@${digest('a')}` },
    to: { api: `127.0.0.1:9/acme/users-api:b@${digest('b')}` },
    files: ['dist/staging/users/deployment-users-api.yaml', 'environments/staging/images/users.json'],
  });
  expect(await manifests.changed(BRANCH)).toEqual(answer['files']);
  expect(await manifests.remote.bare('rev-list', '--count', `main..${BRANCH}`)).toBe('1');
  expect(await manifests.file(BRANCH, 'dist/staging/users/deployment-users-api.yaml')).toContain(digest('b'));
});

test('nothing to do is nothing done: proposed already, then merged, its branch goes', async () => {
  const manifests = await Manifests.make();
  await manifests.json(BUMP);
  const tip = await manifests.remote.bare('rev-parse', BRANCH);

  expect(await manifests.json(BUMP)).toMatchObject({ code: 0, answer: { action: 'none', files: [] } });
  expect(await manifests.remote.bare('rev-parse', BRANCH)).toBe(tip);

  // A merge that leaves the branch behind.
  await manifests.remote.git('fetch', '--quiet', 'origin');
  await manifests.remote.git('merge', '--quiet', '--no-ff', '--message', 'Merge', `origin/${BRANCH}`);
  await manifests.remote.git('push', '--quiet', 'origin', 'HEAD:main');
  expect(await manifests.json(BUMP)).toMatchObject({ code: 0, answer: { action: 'none' } });
  expect(await manifests.remote.branches()).toEqual([]);
});

test('a newer build takes the branch over, an older one never does, and another image of the application stays', async () => {
  const manifests = await Manifests.make();
  const build = (number: string) => ['--build', number, '--source', 'acme/users'];

  expect(await manifests.json([...BUMP, ...build('7')])).toMatchObject({ answer: { action: 'created' } });
  expect(
    await manifests.json(['bump', 'users', image('e', 'worker'), '--env', 'staging', ...build('7')]),
  ).toMatchObject({
    answer: { action: 'updated' },
  });
  expect(await manifests.json(['bump', 'users', image('c'), '--env', 'staging', ...build('9')])).toMatchObject({
    answer: { action: 'updated' },
  });
  expect(await manifests.json(['bump', 'users', image('d'), '--env', 'staging', ...build('8')])).toMatchObject({
    code: 3,
    answer: { action: 'superseded', notes: [expect.any(String), expect.stringContaining('build 8 is before build 9')] },
  });

  const pins = JSON.parse(await manifests.file(BRANCH, 'environments/staging/images/users.json')) as object;
  expect(pins).toMatchObject({ api: { digest: digest('c') }, worker: { digest: digest('e') } });
  expect(await manifests.remote.bare('rev-list', '--count', `main..${BRANCH}`)).toBe('1');
});

test('what a revert took off comes back only with --again', async () => {
  const manifests = await Manifests.make();
  await manifests.json(BUMP);
  await manifests.merge(BRANCH);
  await manifests.remote.git('revert', '--no-edit', '--mainline', '1', 'HEAD');
  await manifests.remote.git('push', '--quiet', 'origin', 'HEAD:main');

  expect(await manifests.json(BUMP)).toMatchObject({
    code: 3,
    answer: { action: 'refused', notes: [expect.any(String), expect.stringContaining('a revert or a rollback')] },
  });
  expect(await manifests.remote.branches()).toEqual([]);
  expect(await manifests.json([...BUMP, '--again'])).toMatchObject({ code: 0, answer: { action: 'created' } });
});

test('a commit of a person on the branch is never overwritten', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  await manifests.json(BUMP);
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', `origin/${BRANCH}`);
  const theirs = await remote.commit({ 'notes.txt': 'wait\n' }, BRANCH);

  expect(await manifests.json(['bump', 'users', image('c'), '--env', 'staging'])).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      notes: expect.arrayContaining([expect.stringMatching(/holds commit [0-9a-f]+ of e2e, which is not overwritten/)]),
    },
  });
  expect(await remote.bare('rev-parse', BRANCH)).toBe(theirs);
});

test('a merge of the base into the branch holds nothing of its own', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  await manifests.json(BUMP);
  await remote.commit({ 'notes.txt': 'one\n' });
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', `origin/${BRANCH}`);
  await remote.git('merge', '--quiet', '--no-edit', 'main');
  await remote.git('push', '--quiet', 'origin', `HEAD:${BRANCH}`);

  expect(await manifests.json(['bump', 'users', image('c'), '--env', 'staging'])).toMatchObject({
    answer: { action: 'updated' },
  });
  expect(await remote.bare('rev-list', '--count', `main..${BRANCH}`)).toBe('1');
});

test('a base that is not its own render is said, and only what the pin changes is committed', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  const file = 'dist/staging/users/deployment-users-api.yaml';
  const drifted = (await manifests.file('main', file)).replace('replicas: 1', 'replicas: 5');
  await remote.commit({
    [file]: `${drifted}\n`,
    'dist/staging/mail/serviceaccount-mail.yaml': `${await manifests.file('main', 'dist/staging/mail/serviceaccount-mail.yaml')}# x\n`,
  });

  const { answer } = await manifests.json(BUMP);

  expect(answer).toMatchObject({
    action: 'created',
    notes: expect.arrayContaining([expect.stringContaining('the base is not its own render')]),
  });
  expect(await manifests.changed(BRANCH)).toEqual([file, 'environments/staging/images/users.json']);
  const text = await manifests.file(BRANCH, file);
  expect(text).toContain('replicas: 5');
  expect(text).toContain(digest('b'));
});

test('pins that change more than their application are refused with the files named', async () => {
  const apps = `import { Application, Config, Worker, type Environment } from 'kumiki';
export class Users extends Application {
  readonly text: string;
  constructor(environment: Environment) { super(environment, 'users'); const pin = this.image('api'); this.text = String(pin); new Worker(this, 'api', { image: pin }); }
}
export class Mail extends Application {
  constructor(environment: Environment, users: Users) { super(environment, 'mail'); new Config(this, 'mail', { USERS: users.text }); }
}
`;
  const environment = `import { defineEnvironment } from 'kumiki';
import { Mail, Users } from '../apps/apps.ts';
export default defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34', build(environment) { const users = new Users(environment); new Mail(environment, users); } });
`;
  const manifests = await Manifests.make({ files: { 'apps/apps.ts': apps, 'environments/staging.ts': environment } });

  const { code, err } = await manifests.run(BUMP);

  expect(code).toBe(3);
  expect(err).toContain('change more than their own folder: dist/staging/mail/configmap-mail.yaml');
  expect(await manifests.remote.branches()).toEqual([]);
});

test.each([
  [
    'an environment that is not there',
    ['bump', 'users', image('b'), '--env', 'stagin'],
    1,
    "--env 'stagin' matches nothing. There are: staging.",
  ],
  [
    'an application that is not there',
    ['bump', 'user', image('b'), '--env', 'staging'],
    1,
    "no application 'user' pins an image there. Did you mean users?",
  ],
  [
    'an application that no environment of a glob has',
    ['bump', 'user', image('b'), '--env', 'sta*'],
    1,
    "none of staging pins images of 'user'",
  ],
  [
    'an image that is not there',
    ['bump', 'users', image('b', 'apo'), '--env', 'staging'],
    1,
    "users asks for no image 'apo'. Did you mean api?",
  ],
  [
    'an image without a name',
    ['bump', 'users', 'ghcr.io/acme/users:1', '--env', 'staging'],
    1,
    'is no image. Write NAME=IMAGE',
  ],
  [
    'an image that would be another tomorrow',
    ['bump', 'users', 'api=ghcr.io/acme/users', '--env', 'staging'],
    1,
    'without tag and digest',
  ],
  ['a commit that is cut', [...BUMP, '--commit', '1a2b3c4'], 1, 'Give the whole id of the commit'],
  ['a build that is no number', [...BUMP, '--build', 'v1'], 1, "--build is 'v1'"],
  ['a base that is not there', [...BUMP, '--base', 'master'], 1, "--base 'master' is no branch of"],
  ['a base that is no branch', [...BUMP, '--base', '-x'], 1, "--base is '-x'"],
])('%s is refused, and nothing is left behind', async (_, args, code, words) => {
  const manifests = await Manifests.make();
  // Its own, as other tests run beside it.
  const folder = temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());

  const ended = await manifests.run(args);

  expect(ended.err).toContain(words);
  expect(ended.code).toBe(code);
  expect(await manifests.remote.branches()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('with a glob each environment that has the application gets a branch of its own, and JSON is a list', async () => {
  const manifests = await Manifests.make({ environments: { 'staging-eu': '', 'staging-us': '', production: '' } });

  const { answer } = await manifests.json(['bump', 'users', image('b'), '--env', 'staging-*']);

  expect(answer).toMatchObject([
    { environment: 'staging-eu', action: 'created' },
    { environment: 'staging-us', action: 'created' },
  ]);
  expect(await manifests.remote.branches()).toEqual(['kumiki/bump/staging-eu/users', 'kumiki/bump/staging-us/users']);
});

test('a held, a frozen, and a downstream environment refuse; --hotfix passes the last', async () => {
  const manifests = await Manifests.make({
    environments: {
      staging: '',
      production: "upstream: 'staging',",
      held: '',
      frozen: "freezes: [{ from: '2026-12-20T00:00', until: '2027-01-02T00:00', reason: 'holidays' }],",
    },
    files: { 'environments/held/holds/users.json': '{ "reason": "audit" }\n' },
  });
  const today = () => new Date('2026-12-24T12:00:00Z');
  const bump = (environment: string, ...more: readonly string[]) =>
    manifests.json(['bump', 'users', image('b'), '--env', environment, ...more], { today });

  expect(await bump('held')).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      notes: expect.arrayContaining([expect.stringContaining('users is held: audit. End it with')]),
    },
  });
  expect(await bump('frozen')).toMatchObject({
    code: 3,
    answer: {
      notes: expect.arrayContaining([expect.stringContaining('is frozen until 2027-01-02T00:00 (UTC): holidays')]),
    },
  });
  expect(await bump('production')).toMatchObject({
    code: 3,
    answer: { notes: expect.arrayContaining([expect.stringContaining('takes images from staging, which has')]) },
  });
  expect(await bump('production', '--hotfix')).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(await manifests.remote.branches()).toEqual(['kumiki/bump/production/users']);
});

test('with --remote-render the pin goes alone, and repair renders onto the branch', async () => {
  const manifests = await Manifests.make();

  expect(await manifests.json([...BUMP, '--remote-render'])).toMatchObject({
    answer: { files: ['environments/staging/images/users.json'] },
  });
  expect(await manifests.changed(BRANCH)).toEqual(['environments/staging/images/users.json']);
  expect(await manifests.json(['repair', '--base', BRANCH])).toMatchObject({ answer: { action: 'updated' } });
  expect(await manifests.changed(BRANCH)).toEqual([
    'dist/staging/users/deployment-users-api.yaml',
    'environments/staging/images/users.json',
  ]);
  // Both commits are ours, so that a newer build may take them over.
  expect(await manifests.json(['bump', 'users', image('c'), '--env', 'staging'])).toMatchObject({
    answer: { action: 'updated' },
  });
});

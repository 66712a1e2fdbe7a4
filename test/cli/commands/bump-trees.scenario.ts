import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeRemote, temporaryFolder } from '../../git/make-remote.ts';
import { runGit } from '../../servers/git/run-git.ts';
import { digest, ENV, image, Manifests } from '../change/manifests.ts';
import { runKumiki, type Ended } from '../run-kumiki.ts';

const BRANCH = 'kumiki/bump/staging/users';
const BUMP = ['bump', 'users', image('b'), '--env', 'staging', '--pr'];

/** In a folder that says itself where changes go. Whatever comes of it, no temporary file of it stays. */
async function runIn(folder: string, args: readonly string[]): Promise<Ended> {
  const temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  const ended = await runKumiki(folder, args, { env: { ...ENV, TMPDIR: temporary } });
  vi.unstubAllEnvs();
  expect(readdirSync(temporary)).toEqual([]);
  return ended;
}

/** Everything that git knows of a work tree. */
async function stateOf(folder: string): Promise<readonly string[]> {
  return Promise.all(
    [['status', '--porcelain', '--branch'], ['for-each-ref'], ['rev-parse', 'HEAD'], ['diff']].map((args) =>
      runGit(folder, args),
    ),
  );
}

test('from a dirty work tree that is ahead, the change is made from the remote, and a note says what does not count', async () => {
  const { remote } = await Manifests.make();
  const { desk } = remote;
  execFileSync(
    'sh',
    [
      '-c',
      'echo "// mine" >> apps/apps.ts && git add . && git -c user.name=e -c user.email=e@e commit --quiet -m Mine',
    ],
    { cwd: desk },
  );
  execFileSync(
    'sh',
    [
      '-c',
      'echo "// more" >> apps/apps.ts && echo one > notes.txt && echo "# x" >> dist/staging/mail/serviceaccount-mail.yaml',
    ],
    { cwd: desk },
  );
  const before = await stateOf(desk);

  const { code, err } = await runIn(desk, BUMP);

  expect(err).toContain(
    `${desk}: 2 files are not committed, and 1 commit is not on its main: that does not count. The change is made from main of ${remote.url}.\n`,
  );
  expect(code).toBe(0);
  expect(await remote.bare('rev-parse', `${BRANCH}^`)).toBe(await remote.bare('rev-parse', 'main'));
  expect(await stateOf(desk)).toEqual(before);
});

test('a clean work tree is told nothing, and neither is one where everything is quiet', async () => {
  const { remote } = await Manifests.make();

  expect((await runIn(remote.desk, BUMP)).err).not.toContain('does not count');
  await runGit(remote.desk, ['commit', '--quiet', '--allow-empty', '--message', 'Mine']);
  expect((await runIn(remote.desk, ['--quiet', ...BUMP])).err).not.toContain('does not count');
});

test('a detached and a shallow work tree are as good as any', async () => {
  const { remote } = await Manifests.make();
  const shallow = path.join(temporaryFolder(), 'shallow');
  await runGit('/', ['clone', '--quiet', '--depth', '1', `file://${remote.url}`, shallow]);
  await runGit(shallow, ['checkout', '--quiet', '--detach']);
  const before = await stateOf(shallow);

  const { code, out, err } = await runIn(shallow, ['--json', ...BUMP]);

  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ action: 'created', branch: BRANCH });
  expect(await stateOf(shallow)).toEqual(before);
});

test('a work tree that cannot be loaded says how to do without it', async () => {
  const { remote, place } = await Manifests.make();
  execFileSync('sh', ['-c', 'echo "export default (" > environments/broken.ts'], { cwd: remote.desk });

  const { code, err } = await runIn(remote.desk, BUMP);

  expect(code).toBe(1);
  expect(err).toContain('environments/broken.ts');
  expect(err).toContain('Mend that, or name the manifest repository with --repository.');
  expect(await runIn(remote.desk, [...BUMP, ...place])).toMatchObject({ code: 0 });
});

test('a shallow clone of the application does not know which image is newer: it is accepted with a note', async () => {
  const manifests = await Manifests.make();
  const application = await makeRemote({ 'a.txt': '1\n' });
  const commits = [await application.git('rev-parse', 'HEAD'), await application.commit({ 'a.txt': '2\n' })];
  const whole = path.join(temporaryFolder(), 'whole');
  const shallow = path.join(temporaryFolder(), 'shallow');
  await runGit('/', ['clone', '--quiet', `file://${application.url}`, whole]);
  await runGit('/', ['clone', '--quiet', '--depth', '1', `file://${application.url}`, shallow]);
  const flags = ['--source', 'acme/users', '--env', 'staging', '--pr', ...manifests.place];
  const bump = (folder: string, digit: string, commit = '') =>
    runIn(folder, ['--json', 'bump', 'users', image(digit), '--commit', commit, ...flags]);
  await bump(whole, 'c', commits[1]);

  expect(await bump(whole, 'b', commits[0])).toMatchObject({ code: 3, out: expect.stringContaining('superseded') });
  const { code, out } = await bump(shallow, 'b', commits[0]);

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    action: 'updated',
    notes: expect.arrayContaining([
      expect.stringMatching(
        /^staging: users\/api: is taken without knowing whether it is newer than .* of the pull request: .* shallow \(git fetch --unshallow/,
      ),
    ]),
  });
});

test('commits that a rewritten base has lost do not stay on the branch', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  const start = await remote.git('rev-parse', 'HEAD');
  await remote.commit({ 'secret.txt': 'oops\n' });
  await manifests.json(BUMP);
  await remote.git('push', '--quiet', '--force', 'origin', `${start}:main`);

  const { code, answer } = await manifests.json(['bump', 'users', image('c'), '--env', 'staging']);

  expect(code).toBe(0);
  expect(answer).toMatchObject({
    action: 'updated',
    notes: expect.arrayContaining([
      `${BRANCH}: stood on commits that main no longer has, and is made new without them.`,
    ]),
  });
  expect(await remote.bare('rev-parse', `${BRANCH}^`)).toBe(start);
});

test('a base that is rewritten while the change is made leaves a branch that refresh makes new', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  const start = await remote.git('rev-parse', 'HEAD');
  const rewrite = `import { execFileSync } from 'node:child_process';
if (process.argv.includes('render')) execFileSync('git', ['update-ref', 'refs/heads/main', '${start}'], { cwd: '${remote.url}' });
`;
  await remote.commit({ 'run.mjs': `${rewrite}${await manifests.file('main', 'run.mjs')}\n` });

  expect(await manifests.json(BUMP)).toMatchObject({ code: 0, answer: { action: 'created' } });
  expect(await manifests.json(['refresh'])).toMatchObject({ code: 0, answer: [{ action: 'updated', branch: BRANCH }] });

  expect(await remote.bare('rev-parse', `${BRANCH}^`)).toBe(start);
  expect(await manifests.file(BRANCH, 'environments/staging/images/users.json')).toContain(digest('b'));
});

test('a person’s commit on a branch whose base was rewritten stays', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  const start = await remote.git('rev-parse', 'HEAD');
  await remote.commit({ 'secret.txt': 'oops\n' });
  await manifests.json(BUMP);
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', `origin/${BRANCH}`);
  const theirs = await remote.commit({ 'notes.txt': 'wait\n' }, BRANCH);
  // Rendering onto it makes no commit of theirs ours.
  await remote.commit({ 'dist/staging/mail/serviceaccount-mail.yaml': undefined }, BRANCH);
  await manifests.json(['repair', '--base', BRANCH]);
  await remote.git('push', '--quiet', '--force', 'origin', `${start}:main`);

  expect(await manifests.json(['bump', 'users', image('c'), '--env', 'staging'])).toMatchObject({
    code: 3,
    answer: { action: 'refused', notes: expect.arrayContaining([expect.stringContaining('which is not overwritten')]) },
  });
  expect(await remote.bare('merge-base', '--is-ancestor', theirs, BRANCH)).toBe('');
});

const LOCK = JSON.stringify({ name: 'other', lockfileVersion: 3, packages: { '': { name: 'other' } } });

test.each([
  [
    'without environments',
    { 'README.md': 'one\n' },
    [],
    'has no environments/ on main, so it is no manifest repository of kumiki. Check --repository and --base.',
  ],
  [
    'without environments, which CI would render',
    { 'README.md': 'one\n' },
    ['--remote-render'],
    'has no environments/ on main',
  ],
  ['without package.json', { 'environments/staging.ts': '' }, [], 'package.json: the manifest repository has none'],
  [
    'without a lock',
    { 'environments/staging.ts': '', 'package.json': '{}\n' },
    [],
    'package-lock.json: the manifest repository has none',
  ],
  [
    'without kumiki',
    { 'environments/staging.ts': '', 'package.json': '{ "name": "other" }\n', 'package-lock.json': LOCK },
    [],
    'package.json: the manifest repository does not depend on kumiki',
  ],
])('a repository %s is none of ours', async (_, files, flags, words) => {
  const remote = await makeRemote(files);

  const { code, err } = await runIn(temporaryFolder(), [...BUMP, ...flags, '--repository', remote.url]);

  expect(err).toContain(words);
  expect(code).toBe(1);
  expect(await remote.branches()).toEqual([]);
});

test('an empty repository says what to push', async () => {
  const url = path.join(temporaryFolder(), 'empty.git');
  await runGit('/', ['init', '--quiet', '--bare', url]);

  const { code, err } = await runIn(temporaryFolder(), [...BUMP, '--repository', url]);

  expect(err).toContain(`${url}: is empty. Push a branch 'main' with environments first.`);
  expect(code).toBe(1);
});

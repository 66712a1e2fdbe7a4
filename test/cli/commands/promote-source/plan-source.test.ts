import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { policyOf, type PolicyProps } from '../../../../lib/change/policy.ts';
import { viewOfCommit, viewOfWorkTree } from '../../../../lib/cli/change/base-view.ts';
import { planSource, type SourcePlan } from '../../../../lib/cli/commands/promote-source/plan-source.ts';
import {
  isSameSource,
  newestSource,
  tryListSources,
} from '../../../../lib/cli/commands/promote-source/source-commits.ts';
import { renderSource } from '../../../../lib/environment/source/source-file.ts';
import { Git } from '../../../../lib/git/git.ts';
import { makeRemote, temporaryFolder, type Remote } from '../../../git/make-remote.ts';
import { runGit } from '../../../servers/git/run-git.ts';
import { ENV } from '../../change/manifests.ts';

const DAY = 86_400_000;
const PRODUCTION = 'environments/production/source.json';
const STAGING = 'environments/staging/source.json';

/** Of production, from staging. */
async function plan(
  { desk }: Remote,
  minSoak: PolicyProps['minSoak'],
  later = 0,
  uncommitted = false,
): Promise<SourcePlan> {
  const git = new Git(desk, { env: ENV });
  const tip = await git.run(['rev-parse', 'HEAD']);
  return planSource(uncommitted ? viewOfWorkTree(desk, ENV) : viewOfCommit(git, tip), {
    from: 'staging',
    policy: policyOf({ name: 'production', upstream: 'staging', minSoak }),
    git,
    tip,
    base: 'main',
    again: false,
    now: Date.now() + later,
  });
}

/** As if it were made so many milliseconds from now. */
async function commitLater({ desk }: Remote, later: number, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(desk, name)), { recursive: true });
    writeFileSync(path.join(desk, name), text);
  }
  await runGit(desk, ['add', '--all']);
  const date = new Date(Date.now() + later).toISOString();
  await runGit(desk, ['commit', '--quiet', '--message', 'Later'], { GIT_COMMITTER_DATE: date });
  return runGit(desk, ['rev-parse', 'HEAD']);
}

test('a source.json that is in no commit has not soaked, whatever the file said before', async () => {
  const remote = await makeRemote({ 'apps/apps.ts': 'one\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  await remote.commit({ [STAGING]: renderSource({ commit: first }) });
  const second = await remote.commit({ 'apps/apps.ts': 'two\n' });

  writeFileSync(path.join(remote.desk, STAGING), renderSource({ commit: second }));

  expect(await plan(remote, '24h', 2 * DAY, true)).toMatchObject({
    commit: second,
    move: { action: 'refused', message: expect.stringContaining('for 0 min, and has to for 1 d. Wait.') },
  });
});

test('where nothing came but data and renders, as by the merge of a promotion, there is nothing to do', async () => {
  const remote = await makeRemote({ 'apps/apps.ts': 'one\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  expect(await plan(remote, undefined)).toMatchObject({ commit: first, move: { action: 'move', notes: [] } });

  await remote.commit({ [PRODUCTION]: renderSource({ commit: first }), 'dist/production/users/x.yaml': 'kind: X\n' });
  const images = await remote.commit({ 'environments/staging/images/users.json': '{}\n' });

  expect(await plan(remote, undefined)).toMatchObject({ present: first, move: { action: 'none' } });
  await remote.commit({ [PRODUCTION]: renderSource({ commit: images }) });
  expect(await plan(remote, undefined)).toMatchObject({ present: images, move: { action: 'none' } });
  await remote.commit({ [STAGING]: renderSource({ commit: first }) });
  expect(await plan(remote, '24h')).toMatchObject({ present: images, move: { action: 'none' } });
});

test('the newest commit that changed the code goes, and not a later one of data', async () => {
  const remote = await makeRemote({ 'apps/apps.ts': 'one\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  await remote.commit({ [PRODUCTION]: renderSource({ commit: first }) });
  const second = await remote.commit({ 'vendor/redis/redis.yaml': 'kind: X\n' });
  await remote.commit({ 'environments/production/holds/users.json': '{}\n' });

  expect(await plan(remote, undefined)).toMatchObject({ present: first, commit: second, move: { action: 'move' } });
});

test('a clone without contents plans alike, and fetches nothing', async () => {
  const remote = await makeRemote({ 'apps/apps.ts': 'one\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  await remote.commit({ 'apps/apps.ts': 'two\n' });
  const last = await remote.commit({ 'dist/production/users/x.yaml': 'kind: X\n' });
  const folder = temporaryFolder();
  await runGit(folder, ['clone', '--quiet', '--bare', '--filter=blob:none', `file://${remote.url}`, 'clone']);
  const git = new Git(path.join(folder, 'clone'), { env: ENV });
  await git.run(['remote', 'remove', 'origin']);

  const second = await git.run(['rev-parse', `${last}^`]);
  expect(await newestSource(git, last, Date.now())).toBe(second);
  expect([await isSameSource(git, second, last), await isSameSource(git, first, last)]).toEqual([true, false]);
  expect(await tryListSources(git, first, last)).toEqual({ lines: [`${second.slice(0, 8)} Change`], more: 0 });
});

test('what the target has already and has not soaked waits, and is not called older', async () => {
  const remote = await makeRemote({ 'apps/apps.ts': 'one\n' });
  const first = await remote.git('rev-parse', 'HEAD');
  const second = await commitLater(remote, 2 * DAY, { 'apps/apps.ts': 'two\n' });
  await commitLater(remote, 2 * DAY, { 'apps/apps.ts': 'three\n', [PRODUCTION]: renderSource({ commit: second }) });

  const { commit, move } = await plan(remote, '24h', 2 * DAY);

  expect(commit).toBe(first);
  expect(move).toEqual({
    action: 'refused',
    message: `production: is built from commit ${second.slice(0, 8)}, and nothing newer on main is as old as 1 d. Wait.`,
  });
});

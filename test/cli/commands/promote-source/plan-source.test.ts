import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { policyOf, type PolicyProps } from '../../../../lib/change/policy.ts';
import { viewOfCommit, viewOfWorkTree } from '../../../../lib/cli/change/base-view.ts';
import { planSource, type SourcePlan } from '../../../../lib/cli/commands/promote-source/plan-source.ts';
import { renderSource } from '../../../../lib/environment/source/source-file.ts';
import { Git } from '../../../../lib/git/git.ts';
import { makeRemote, type Remote } from '../../../git/make-remote.ts';
import { ENV } from '../../change/manifests.ts';

const DAY = 86_400_000;
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

import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../../change/manifests.ts';

const ENVIRONMENT = `import { defineEnvironment, previews } from 'kumiki';
import { Mail, Users } from '../apps/apps.ts';
const staging = defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34', build(environment) { new Users(environment); new Mail(environment); } });
export default [staging, ...previews(staging)];
`;
const OPEN = ['preview', 'open', 'pr-1', '--from', 'staging', '--until', '2026-12-24', 'users', image('b')];
const BRANCH = 'kumiki/preview/pr-1';
const at = (day: string) => ({ today: () => new Date(`${day}T12:00:00Z`) });

test('a preview is opened, updated, and closed by pull requests that hold it alone', async () => {
  const manifests = await Manifests.make({ files: { 'environments/staging.ts': ENVIRONMENT } });

  const { code, answer } = await manifests.json(OPEN, at('2026-12-01'));

  expect(code).toBe(0);
  expect(answer).toMatchObject({ action: 'opened', preview: 'pr-1', environment: 'staging-pr-1', branch: BRANCH });
  const changed = await manifests.changed(BRANCH);
  expect(changed.filter((file) => !file.startsWith('dist/staging-pr-1/'))).toEqual(['environments/previews/pr-1.json']);
  expect(await manifests.file(BRANCH, 'dist/staging-pr-1/users/deployment-users-api.yaml')).toContain(digest('b'));
  expect(await manifests.json(OPEN, at('2026-12-01'))).toMatchObject({
    code: 0,
    answer: { action: 'none', notes: ['pr-1: is proposed already.'] },
  });

  await manifests.merge(BRANCH);
  expect(await manifests.json(['preview', 'sweep'], at('2026-12-02'))).toEqual({ code: 0, answer: [] });
  expect(await manifests.json(['preview', 'sweep'], at('2026-12-25'))).toMatchObject({
    code: 0,
    answer: [{ action: 'closed', preview: 'pr-1' }],
  });
  await manifests.merge(BRANCH);
  expect(await manifests.remote.bare('ls-tree', '-r', '--name-only', 'main')).not.toContain('pr-1');
  expect(await manifests.json(['repair'])).toMatchObject({ answer: { action: 'none', files: [] } });
});

test('closing one that was never merged takes its pull request away', async () => {
  const manifests = await Manifests.make({ files: { 'environments/staging.ts': ENVIRONMENT } });
  await manifests.json(OPEN);

  expect(await manifests.json(['preview', 'close', 'pr-1'])).toMatchObject({
    code: 0,
    answer: {
      action: 'none',
      notes: ['pr-1: is no open preview.', `${BRANCH}: was removed, as nothing of it is left to merge.`],
    },
  });
  expect(await manifests.remote.branches()).toEqual([]);
});

test.each([
  ["--from 'stagin' is no environment", ['preview', 'open', 'pr-1', '--from', 'stagin', 'users', image('b')]],
  [
    "staging: users asks for no image 'apo'",
    ['preview', 'open', 'pr-1', '--from', 'staging', 'users', image('b', 'apo')],
  ],
])('a mistake is told: %s', async (words, args) => {
  const manifests = await Manifests.make({ files: { 'environments/staging.ts': ENVIRONMENT } });

  const { code, err } = await manifests.run(args);

  expect(err).toContain(words);
  expect(code).toBe(1);
  expect(await manifests.remote.branches()).toEqual([]);
});

import { expect, test } from 'vitest';
import { GITEA_CASES } from './gitea-cases.ts';
import { withFakeGitea } from './with-fake-gitea.ts';

test.each(GITEA_CASES.map(({ title, run }) => [title, run] as const))('%s', async (_, run) => {
  expect.hasAssertions();
  await run(await withFakeGitea());
});

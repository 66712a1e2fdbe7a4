import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../../change/manifests.ts';

const ROLLBACK = ['rollback', 'users', '--env', 'staging'];
const BRANCH = 'kumiki/rollback/staging/users';

/** The first push loses against somebody who merges the same at that moment. */
const HOOK = `#!/bin/sh
git rev-parse --quiet --verify refs/heads/prepared >/dev/null || exit 0
git update-ref refs/heads/main refs/heads/prepared
git update-ref -d refs/heads/prepared
echo 'cannot lock ref' >&2
exit 1
`;

test('one that was merged by somebody else meanwhile is done, and goes no version further', async () => {
  const manifests = await Manifests.make();
  const { remote } = manifests;
  for (const digit of 'bc') {
    await manifests.json(['bump', 'users', image(digit), '--env', 'staging']);
    await manifests.merge('kumiki/bump/staging/users');
  }
  await manifests.json(ROLLBACK);
  await remote.bare('update-ref', 'refs/heads/prepared', BRANCH);
  await remote.bare('update-ref', '-d', `refs/heads/${BRANCH}`);
  writeFileSync(path.join(remote.url, 'hooks/update'), HOOK, { mode: 0o755 });

  expect(await manifests.json(ROLLBACK, { sleep: async () => undefined })).toMatchObject({
    code: 0,
    answer: { action: 'none', to: {}, notes: [] },
  });
  expect(await manifests.file('main', 'environments/staging/images/users.json')).toContain(digest('b'));
  expect(await remote.branches()).toEqual([]);
});

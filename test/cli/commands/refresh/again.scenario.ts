import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { digest, image, Manifests } from '../../change/manifests.ts';

const BRANCH = 'kumiki/bump/staging/users';
const PINS = 'environments/staging/images/users.json';

/** The image of `b` came, and that of `c` after it; then the source changes below a proposal of `b`. */
async function makeStale(before: (manifests: Manifests) => Promise<unknown>): Promise<Manifests> {
  const manifests = await Manifests.make();
  for (const digit of 'bc') {
    await manifests.json(['bump', 'users', image(digit), '--env', 'staging']);
    await manifests.merge(BRANCH);
  }
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging', '--again']);
  await before(manifests);
  const apps = await manifests.file('main', 'apps/apps.ts');
  const { remote } = manifests;
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');
  await remote.commit({ 'apps/apps.ts': `${apps.replace('port: 8080', "port: 8080, labels: { team: 'a' }")}\n` });
  await manifests.synth();
  await remote.commit({}, 'main', 'Render');
  return manifests;
}

test('what was proposed with --again is made new with it', async () => {
  const manifests = await makeStale(async () => undefined);

  expect(await manifests.json(['refresh'])).toMatchObject({ code: 0, answer: [{ action: 'updated', branch: BRANCH }] });
  expect(await manifests.file(BRANCH, 'dist/staging/users/deployment-users-api.yaml')).toContain(digest('b'));
});

test('but not where the base has gone on since; and nobody is told of a flag that refresh has not', async () => {
  const manifests = await makeStale(async ({ remote }) => {
    await remote.git('pull', '--quiet', 'origin', 'main');
    const pins = readFileSync(path.join(remote.desk, PINS), 'utf8');
    await remote.commit({ [PINS]: pins.replaceAll(digest('c'), digest('d')) });
  });

  expect(await manifests.json(['refresh'])).toMatchObject({
    code: 0,
    answer: [
      {
        action: 'none',
        notes: [
          expect.stringMatching(
            /^kumiki\/bump\/staging\/users: cannot be made new: staging: users\/api: \S+ was on this pin until commit \w+ replaced it\. Close it, or merge it by hand\.$/,
          ),
        ],
      },
    ],
  });
});

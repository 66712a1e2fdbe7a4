import { expect, test } from 'vitest';
import { digest, ENV, image, Manifests } from '../change/manifests.ts';
import { runKumiki } from '../run-kumiki.ts';

const BUMP = 'kumiki/bump/staging/users';

/** The image of `b` was merged, and `change` happened before users were called people. */
async function makeRenamed(change?: (manifests: Manifests) => Promise<unknown>): Promise<Manifests> {
  const manifests = await Manifests.make();
  await manifests.json(['bump', 'users', image('b'), '--env', 'staging']);
  await manifests.merge(BUMP);
  await change?.(manifests);
  const { code, err } = await runKumiki(manifests.remote.desk, ['rename', 'users', 'people', '--reason', 'wording']);
  expect([code, err]).toEqual([0, expect.any(String)]);
  await manifests.remote.commit({}, 'main', 'Rename');
  return manifests;
}

test('an image that a revert took off stays off under the new name, until somebody says so', async () => {
  const manifests = await makeRenamed(({ remote }) => remote.git('revert', '--no-edit', '-m1', 'HEAD'));
  const bump = ['bump', 'people', image('b'), '--env', 'staging'];

  expect(await manifests.json(bump)).toMatchObject({ code: 3, answer: { action: 'refused' } });
  expect(await manifests.json([...bump, '--again'])).toMatchObject({ code: 0, answer: { action: 'created' } });
});

test('a rollback under the new name goes back to images from before', async () => {
  const manifests = await makeRenamed();

  expect(await manifests.json(['rollback', 'people', '--env', 'staging'])).toMatchObject({
    code: 0,
    answer: { action: 'created', to: { api: `127.0.0.1:9/acme/users-api:a@${digest('a')}` } },
  });
});

test('status --history goes on before the rename, which changed no pin', async () => {
  const manifests = await makeRenamed();

  const args = ['status', '--app', 'people', '--env', 'staging', '--history', '--json'];
  const { code, out } = await runKumiki(manifests.remote.desk, args, { env: ENV });

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    history: [{ application: 'people', steps: [{ subject: `Merge ${BUMP}` }, { subject: expect.any(String) }] }],
  });
});

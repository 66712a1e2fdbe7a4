import { expect, test } from 'vitest';
import { ENV, image, Manifests } from '../../change/manifests.ts';
import { runKumiki } from '../../run-kumiki.ts';

const BUMP = ['--json', 'bump', 'users', image('b'), '--env', 'staging'];

test('a file of nobody in dist is the same mistake with --pr and without', async () => {
  const manifests = await Manifests.make();
  await manifests.remote.commit({ 'dist/staging/users/extra.yaml': 'kind: ConfigMap\n' });
  const words = 'dist/staging/users/extra.yaml: kumiki did not write it, and the CD tool would apply it.';

  const locally = await runKumiki(manifests.remote.desk, BUMP, { env: ENV });
  const proposed = await manifests.run(BUMP);

  expect([locally.code, proposed.code]).toEqual([1, 1]);
  expect(locally.err).toContain(words);
  expect(proposed.err).toContain(words);
});

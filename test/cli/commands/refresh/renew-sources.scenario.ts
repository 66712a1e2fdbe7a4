import { expect, test } from 'vitest';
import { Manifests } from '../../change/manifests.ts';
import { release, withWorker } from './release.ts';

test('what conflicts is made new after one that cannot be; a person’s commits stay, and so does what the base goes past', async () => {
  const names = ['broken', 'edited', 'passed', 'production'];
  const manifests = await Manifests.make({
    environments: { staging: '', ...Object.fromEntries(names.map((name) => [name, ''])) },
  });
  const { remote } = manifests;
  const first = await remote.bare('rev-parse', 'main');
  const sources = (commit: string, ...some: readonly string[]) =>
    Object.fromEntries(some.map((name) => [`environments/${name}/source.json`, `{\n  "commit": "${commit}"\n}\n`]));
  await remote.commit(sources(first, ...names));
  const zero = await release(manifests, await withWorker(manifests, 'zero'));
  const one = await release(manifests, await withWorker(manifests, 'one'));
  await manifests.json(['promote', '--source', '--from', 'staging', ...names.flatMap((name) => ['--to', name])]);
  const two = await release(manifests, await withWorker(manifests, 'two'));
  await release(manifests, { ...sources(zero, 'production'), ...sources(two, 'passed') });
  await remote.commit({ 'environments/broken/images/mail.json': 'no JSON' });
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', 'origin/kumiki/source/edited');
  await remote.commit({ 'environments/edited/source.json': `{ "commit": "${one}" }\n` }, 'kumiki/source/edited');

  expect(await manifests.json(['refresh'])).toMatchObject({
    code: 3,
    answer: [
      { action: 'refused', branch: 'kumiki/source/broken', notes: [expect.stringContaining('images/mail.json')] },
      { action: 'none', notes: [expect.stringContaining('so it is left alone')] },
      {
        action: 'none',
        notes: [
          `kumiki/source/passed: cannot be made new: passed: is built from commit ${two.slice(0, 8)}, and commit ${one.slice(0, 8)} is older: it would take changes back. Close it, or merge it by hand.`,
        ],
      },
      { action: 'updated', branch: 'kumiki/source/production' },
    ],
  });
  expect(await manifests.file('kumiki/source/production', 'environments/production/source.json')).toContain(one);
  await manifests.merge('kumiki/source/production');
  expect(await manifests.file('main', 'dist/production/users/deployment-users-one.yaml')).toContain('users-one');
});

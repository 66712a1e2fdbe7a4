import { expect, test } from 'vitest';
import { write } from '../../../environment/fixture-repository.ts';
import { previewedSource, previewText } from '../../../environment/previews/preview-source.ts';
import { commit, deployment, documentOf, makeShop, status } from './git-shop.ts';

test('images of different sources, the code of an environment, and the end of a preview', async () => {
  const { root, head } = makeShop();
  write(root, 'environments/staging.ts', previewedSource());
  const source = { repository: 'acme/shop', commit: '41abcdef0' };
  const image = 'ghcr.io/acme/shop';
  commit(root, 'Preview', {
    date: '2026-11-30T13:00:00Z',
    files: {
      'environments/previews/pr-1.json': previewText('staging', {}, '2026-12-24'),
      'dist/staging-pr-1/shop/deployment-shop.yaml': deployment('shop', image),
      'environments/production/source.json': JSON.stringify({ commit: head }),
      'environments/production/images/shop.json': JSON.stringify({
        api: { image, tag: '1', source },
        job: { image, tag: '2', source: { ...source, commit: '42abcdef0' } },
        web: { image, tag: '3' },
      }),
    },
  });

  expect((await documentOf(root)).environments).toMatchObject([
    {
      name: 'production',
      source: { commit: head },
      applications: [{ source: {}, sources: { api: source, job: { commit: '42abcdef0' }, web: {} } }],
    },
    { name: 'staging' },
    { name: 'staging-pr-1', until: '2026-12-24' },
  ]);
  const { out } = await status(root);
  expect(out).toContain(`production: built from commit ${head.slice(0, 8)}\n`);
  expect(out).toContain('      built from api 41abcdef, job 42abcdef, web unknown\n');
  expect(out).toContain('staging-pr-1: a preview until 2026-12-24 (in 22 d)\n');

  expect((await status(root, [], '2026-12-24T00:00Z')).out).toContain('a preview until 2026-12-24 (over)\n');

  commit(root, 'Break', {
    date: '2026-11-30T14:00:00Z',
    files: { 'environments/production/source.json': '{}' },
  });
  const { environments, notes } = await documentOf(root);
  expect(environments[0]).not.toHaveProperty('source');
  expect(notes).toContainEqual(expect.stringContaining('environments/production/source.json: commit is missing'));
});

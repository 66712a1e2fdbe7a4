import { expect, test } from 'vitest';
import { commit, documentOf, makeShop, pins, runGit, status } from './git-shop.ts';

test('the history of pins, the newest first, with what brought an image back', async () => {
  const { root } = makeShop();
  const file = 'environments/staging/images/shop.json';
  commit(root, 'Revert "Bump shop in staging"', {
    date: '2026-12-01T09:30:00Z',
    author: 'Grace',
    files: { [file]: pins('1.0.0', '41') },
  });
  commit(root, 'Only the source', { date: '2026-12-01T10:00:00Z', files: { [file]: pins('1.0.0', '40') } });
  commit(root, 'Remove', { date: '2026-12-01T10:30:00Z', files: { [file]: '{}' } });
  const [removed = '', , reverted = '', , bumped = '', begun = ''] = runGit(root, ['log', '--format=%H']).split('\n');

  const { history } = await documentOf(root, ['--app', 'shop', '--env', 'staging', '--history']);
  const { out } = await status(root, ['--app', 'shop', '--env', 'staging', '--history']);

  const [old, next] = ['ghcr.io/acme/shop:1.0.0', 'ghcr.io/acme/shop:1.1.0'];
  expect(history).toEqual([
    {
      environment: 'staging',
      application: 'shop',
      steps: [
        {
          commit: removed,
          date: '2026-12-01T10:30:00.000Z',
          author: 'Ada',
          subject: 'Remove',
          changes: [{ name: 'api', from: old, to: null }],
        },
        {
          commit: reverted,
          date: '2026-12-01T09:30:00.000Z',
          author: 'Grace',
          subject: 'Revert "Bump shop in staging"',
          changes: [{ name: 'api', from: next, to: old, backTo: begun }],
        },
        {
          commit: bumped,
          date: '2026-11-29T12:00:00.000Z',
          author: 'Ada',
          subject: 'Bump shop in staging',
          changes: [{ name: 'api', from: old, to: next }],
        },
        {
          commit: begun,
          date: '2026-11-01T12:00:00.000Z',
          author: 'Ada',
          subject: 'Begin',
          changes: [{ name: 'api', from: null, to: old }],
        },
      ],
    },
  ]);
  expect(out.replaceAll(/\b[0-9a-f]{8}\b/g, '--------')).toMatchInlineSnapshot(`
    "staging/shop
      2026-12-01 10:30  --------  Ada  Remove
          api: 1.0.0 is gone
      2026-12-01 09:30  --------  Grace  Revert "Bump shop in staging"
          api: 1.1.0 → 1.0.0 (back to what -------- brought)
      2026-11-29 12:00  --------  Ada  Bump shop in staging
          api: 1.0.0 → 1.1.0
      2026-11-01 12:00  --------  Ada  Begin
          api: 1.0.0
    "
  `);
});

test('the history of several environments is read at once', async () => {
  const { root } = makeShop();

  const { history } = await documentOf(root, ['--app', 'shop', '--history']);

  expect(
    history.map(({ environment, steps }: { environment: string; steps: unknown[] }) => [environment, steps.length]),
  ).toEqual([
    ['production', 1],
    ['staging', 2],
  ]);
});

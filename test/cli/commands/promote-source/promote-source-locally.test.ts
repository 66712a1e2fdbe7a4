import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makePromotedShop, shopSource, type PromotedShop } from '../../promoted-shop.ts';
import { runKumiki } from '../../run-kumiki.ts';
import { ENV } from '../../change/manifests.ts';

const SHOP = 'apps/shop.ts';

async function promote({ root }: PromotedShop, ...more: readonly string[]) {
  const args = ['promote', '--source', '--from', 'staging', '--to', 'production', ...more];
  return runKumiki(root, ['--json', ...args], { env: ENV });
}

test('in a work tree the commits are listed by eight digits, without those of data alone', async () => {
  const shop = await makePromotedShop();
  await promote(shop);
  await shop.remote.commit({}, 'main', 'Promote');
  const second = await shop.remote.commit({ [SHOP]: shopSource("{ TEXT: 'two' }") }, 'main', 'Say two');

  const { code, out } = await promote(shop);

  expect({ code, answer: JSON.parse(out) as unknown }).toMatchObject({
    code: 0,
    answer: {
      action: 'updated',
      source: { from: shop.first, to: second },
      notes: [],
      commits: [`${second.slice(0, 8)} Say two`],
    },
  });
});

test('a commit that is not on the base of the remote is pinned with a note', async () => {
  const shop = await makePromotedShop();
  shop.write({ [SHOP]: shopSource("{ TEXT: 'two' }") });
  await shop.remote.git('commit', '--quiet', '--all', '--message', 'Here alone');
  const head = await shop.remote.git('rev-parse', 'HEAD');

  const { code, out } = await promote(shop);

  expect({ code, answer: JSON.parse(out) as unknown }).toMatchObject({
    code: 0,
    answer: {
      action: 'updated',
      source: { to: head },
      notes: [
        `production: commit ${head.slice(0, 8)} is not on main of origin, as that was last fetched. Merge it there first: squashed or rebased it is another, and this one is gone.`,
      ],
    },
  });
});

test('without a commit there is none to name', async () => {
  const shop = await makePromotedShop();
  await shop.remote.git('checkout', '--quiet', '--orphan', 'new');
  expect(await promote(shop)).toMatchObject({
    code: 1,
    out: expect.stringContaining('promote --source names a commit, and there is none yet. Commit what is there first.'),
  });

  rmSync(path.join(shop.root, '.git'), { recursive: true });
  expect(await promote(shop)).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /git cannot look for one here \(not a git repository.*\)\. Use a clone of the repository\./,
    ),
  });
});

test('an unknown environment is told with those that there are', async () => {
  const shop = await makePromotedShop();

  const { code, out } = await promote(shop, '--from', 'stagin');

  expect([code, out]).toEqual([1, expect.stringContaining('Did you mean staging? There are: production, staging.')]);
});

test('an application that is held keeps other code away where its render would change, and nothing is written', async () => {
  const shop = await makePromotedShop({
    'environments/production/holds/shop.json': '{\n  "reason": "audit"\n}\n',
  });
  await promote(shop);
  await shop.remote.commit({}, 'main', 'Promote');
  await shop.remote.commit({ 'README.md': 'two\n' });
  expect(await promote(shop)).toMatchObject({ code: 0 });
  await shop.remote.commit({ [SHOP]: shopSource("{ TEXT: 'two' }") });

  const { code, out } = await promote(shop);

  expect({ code, answer: JSON.parse(out) as unknown }).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      files: [],
      notes: ['production: shop is held: audit. End it with: kumiki release shop --env production'],
    },
  });
  expect(await shop.remote.git('status', '--porcelain')).toBe('');
});

test('what waits for reports of the CD tool needs a host that can be asked', async () => {
  const shop = await makePromotedShop();
  await promote(shop);
  await shop.remote.commit({}, 'main', 'Promote');
  const production = readFileSync(path.join(shop.root, 'environments/production.ts'), 'utf8');
  await shop.remote.commit({
    [SHOP]: shopSource("{ TEXT: 'two' }"),
    'environments/production.ts': production.replace(
      "name: 'production',",
      "name: 'production', gates: { deployed: true },",
    ),
  });

  const { code, out } = await promote(shop);

  expect({ code, answer: JSON.parse(out) as unknown }).toMatchObject({
    code: 3,
    answer: {
      action: 'refused',
      notes: [
        'production: waits for what the CD tool of staging reports of shop, which only --pr asks, and only on a host that has commit statuses.',
      ],
    },
  });
});

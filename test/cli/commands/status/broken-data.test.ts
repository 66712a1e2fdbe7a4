import { expect, test } from 'vitest';
import { commit, documentOf, makeShop, status } from './git-shop.ts';

test.each<[string, string, string]>([
  ['images/shop.json', '{ "api": 7 }', 'api is 7. Use an object: { … }.'],
  ['holds/shop.json', '{}', 'reason is missing. Say why, for whoever is refused.'],
  ['freeze-overrides.json', '{}', 'the content is {}. Use a list: [{ "until": "2026-12-24", "reason": "…" }].'],
])('a file that is broken is told with its path, and all else is shown: %s', async (name, text, problem) => {
  const { root } = makeShop();
  const file = `environments/staging/${name}`;
  commit(root, 'Break', { date: '2026-11-30T13:00:00Z', files: { [file]: text } });

  const { environments, notes } = await documentOf(root);

  expect(environments).toMatchObject([
    { name: 'production', applications: [{ name: 'shop', held: { reason: 'logins fail' } }] },
    { name: 'staging', applications: [{ name: 'shop', images: ['ghcr.io/acme/shop:1.1.0'] }] },
  ]);
  expect(notes).toContain(`Is shown as if it were missing. ${file}: ${problem}`);
  expect((await status(root)).code).toBe(0);
});

test('the same is said where only an environment that is compared has such a file', async () => {
  const { root } = makeShop();
  const file = 'environments/staging/images/shop.json';
  commit(root, 'Break', { date: '2026-11-30T13:00:00Z', files: { [file]: '[]' } });

  const { code, out, err } = await status(root, ['--env', 'production']);

  expect(code).toBe(0);
  expect(out).toContain('shop:1.0.0');
  expect(err).toContain(`note: Is shown as if it were missing. ${file}: the content is []`);
});

import { expect, test } from 'vitest';
import { runKumiki } from '../run-kumiki.ts';
import { makeShop } from '../shop.ts';

const FOLDER = 'environments/production';

test.each<[string, string, string]>([
  ['freeze-overrides.json', 'x', ': is no JSON'],
  ['freeze-overrides.json', '{}', ': the content is {}. Use a list'],
  ['freeze-overrides.json', '[{"application":"users","reason":"r"}]', ': [0].until is missing. Use a day'],
  ['holds/shop.json', '{}', ': reason is missing. Say why'],
  ['deletions.json', '{}', ': the content is {}. Use a list'],
  ['images/shop.json', '[]', ': the content is []'],
])('data that only other commands read is checked too: %s with %s', async (name, text, message) => {
  const root = makeShop(['production'], { [`${FOLDER}/${name}`]: text });

  const { code, out } = await runKumiki(root, ['check', '--json']);

  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    findings: [{ rule: 'change/data', severity: 'error', file: `${FOLDER}/${name}` }],
  });
  expect(out).toContain(JSON.stringify(`${FOLDER}/${name}${message}`).slice(1, -1));
});

test('a folder in the place of data is told as a mistake', async () => {
  const root = makeShop(['production'], { [`${FOLDER}/deletions.json/a`]: '' });

  const { code, err } = await runKumiki(root, ['check']);

  expect(code).toBe(1);
  expect(err).toContain(`error ${FOLDER}/deletions.json: is a folder. Name a file.`);
});

test('data of an environment that no file defines is checked, and --base checks the same', async () => {
  const root = makeShop(['production'], { 'environments/gone/holds/shop.json': '[]' });
  const base = makeShop();
  await runKumiki(base, ['synth']);

  for (const args of [[], ['--base', base]]) {
    // oxlint-disable-next-line no-await-in-loop -- the second is to see what the first left
    const { code, err } = await runKumiki(root, ['check', ...args]);
    expect(code).toBe(1);
    expect(err).toContain('error environments/gone/holds/shop.json: the content is []. Use an object');
  }
});

test('pins of an application that is not there are a warning, and those of one that is are none', async () => {
  const pins = '{ "api": { "image": "ghcr.io/acme/shop", "tag": "1.0.0" } }';
  const root = makeShop(['production'], {
    [`${FOLDER}/images/shop.json`]: pins,
    [`${FOLDER}/images/users.json`]: pins,
  });

  const { code, err } = await runKumiki(root, ['check']);

  expect(code).toBe(0);
  expect(err).toContain(
    `warning ${FOLDER}/images/users.json: nothing is rendered of an application 'users' in production. Remove the file;`,
  );
  expect(err).not.toContain('images/shop.json');
});

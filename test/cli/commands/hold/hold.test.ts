import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { write } from '../../../environment/fixture-repository.ts';
import { runKumiki, type Ended } from '../../run-kumiki.ts';
import { makeShop } from '../../shop.ts';

const HOLD = 'environments/production/holds/shop.json';
const today = () => new Date('2026-12-01T12:00Z');

/** Two environments that have rendered `shop`, and one that has not. */
function makeRenderedShop(files: Readonly<Record<string, string>> = {}): string {
  return makeShop(['dev', 'production', 'staging'], {
    'dist/production/delivery/namespace-shop.yaml': '',
    'dist/production/shop/deployment-shop-api.yaml': '',
    'dist/production/mail/deployment-mail.yaml': '',
    'environments/staging/images/shop.json': '{}',
    ...files,
  });
}

function hold(root: string, ...args: readonly string[]): Promise<Ended> {
  return runKumiki(root, ['hold', ...args], { today });
}

function release(root: string, ...args: readonly string[]): Promise<Ended> {
  return runKumiki(root, ['release', ...args], { today });
}

test('hold writes the file, and release removes it', async () => {
  const root = makeRenderedShop();

  const held = await hold(
    root,
    'shop',
    '--env',
    'production',
    '--reason',
    'audit',
    '--until',
    '2026-12-24',
    '--by',
    'Ada',
  );

  expect(held).toEqual({ code: 0, out: `Written: ${HOLD}. Commit it.\n`, err: '' });
  expect(readFileSync(path.join(root, HOLD), 'utf8')).toBe(
    '{\n  "by": "Ada",\n  "reason": "audit",\n  "until": "2026-12-24"\n}\n',
  );

  expect(await release(root, 'shop', '--env', 'production')).toEqual({
    code: 0,
    out: `Removed: ${HOLD}. Commit it.\n`,
    err: '',
  });
  expect(existsSync(path.join(root, HOLD))).toBe(false);
});

test('a hold in the place of another says so; the same one again and a release of nothing change nothing', async () => {
  const root = makeRenderedShop({ [HOLD]: '{ "reason": "logins fail" }' });

  const other = await hold(root, 'shop', '--env', 'production', '--reason', 'audit');
  const again = await hold(root, 'shop', '--env', 'production', '--reason', 'audit');
  const nothing = await release(root, 'mail', '--env', 'production');

  expect(other).toMatchObject({
    code: 0,
    err: 'note: production/shop: was held already, logins fail. This takes its place.\n',
  });
  expect(again).toEqual({ code: 0, out: '', err: 'note: production/shop: is held by this already.\n' });
  expect(nothing).toEqual({ code: 0, out: '', err: 'note: production/mail: is not held.\n' });
});

test('one environment is an object of JSON, several are a list; those without the application are told', async () => {
  const root = makeRenderedShop();

  const one = await hold(root, 'shop', '--env', 'production', '--reason', 'audit', '--json');
  const several = await release(root, 'shop', '--env', '*', '--json');

  expect(JSON.parse(one.out)).toEqual({
    action: 'held',
    environment: 'production',
    application: 'shop',
    files: [HOLD],
    notes: [],
  });
  const missing = "dev: has no application 'shop', and stays as it is.";
  expect(JSON.parse(several.out)).toEqual([
    { action: 'released', environment: 'production', application: 'shop', files: [HOLD], notes: [missing] },
    {
      action: 'none',
      environment: 'staging',
      application: 'shop',
      files: [],
      notes: ['staging/shop: is not held.', missing],
    },
  ]);
  expect(several.err).toBe('');
});

test.each<[string, readonly string[], string]>([
  [
    'an unknown application',
    ['shpo', '--env', 'production'],
    "'shpo' is no application of production. Did you mean shop? There are: mail, shop.",
  ],
  ['a path', ['../shop', '--env', 'production'], "'../shop' is no application of production."],
  [
    'an environment without any',
    ['shop', '--env', 'dev'],
    "'shop' is no application of dev. Nothing of it is rendered yet: run 'kumiki synth'.",
  ],
  [
    'an unknown environment',
    ['shop', '--env', 'prod'],
    "--env 'prod' matches nothing. There are: dev, production, staging.",
  ],
  [
    'an empty reason',
    ['shop', '--env', 'production', '--reason', ' '],
    '--reason is empty. Say why, for whoever is refused.',
  ],
  [
    'a bad date',
    ['shop', '--env', 'production', '--until', '24.12.2026'],
    "--until is '24.12.2026'. Use a day, which is its beginning in UTC, or a time in UTC: '2026-12-24' or '2026-12-24T10:00Z'.",
  ],
  [
    'a date of the past',
    ['shop', '--env', 'production', '--until', '2026-12-01'],
    "--until is '2026-12-01', which is in the past. Use a later time, or leave it out.",
  ],
  ['an empty name', ['shop', '--env', 'production', '--by', ''], '--by is empty. Use a name, or leave it out.'],
])('%s is a mistake, and nothing is written', async (_, args, message) => {
  const root = makeRenderedShop();

  const { code, err, out } = await hold(root, '--reason', 'audit', ...args, '--json');

  expect(code).toBe(1);
  expect(err).toContain(message);
  expect(JSON.parse(out)).toMatchObject({ error: expect.stringContaining(message) });
  expect(existsSync(path.join(root, 'environments/production'))).toBe(false);
});

test('where one environment has a broken hold, none is changed', async () => {
  const root = makeRenderedShop();
  write(root, 'environments/staging/holds/shop.json', '{ "until": "soon" }');

  const { code, err } = await hold(root, 'shop', '--env', '*', '--reason', 'audit');

  expect(code).toBe(1);
  expect(err).toContain('environments/staging/holds/shop.json: until is "soon".');
  expect(existsSync(path.join(root, HOLD))).toBe(false);
});

test('an application that is wrong can be held all the same', async () => {
  const root = makeRenderedShop({ 'environments/staging.ts': '' });
  write(
    root,
    'environments/staging.ts',
    `import { defineEnvironment } from 'kumiki';
export default defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34', build() { throw new Error('broken'); } });`,
  );

  expect(await hold(root, 'shop', '--env', 'staging', '--reason', 'broken', '--quiet')).toEqual({
    code: 0,
    out: '',
    err: '',
  });
});

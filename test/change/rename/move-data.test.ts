import { expect, test } from 'vitest';
import { moveData, type MovedData } from '../../../lib/change/rename/move-data.ts';
import { tryMovePreview } from '../../../lib/change/rename/move-preview.ts';

const PINS = '{ "api": { "image": "ghcr.io/acme/users", "tag": "1.0.0" } }\n';
const CERTIFICATE = 'ab'.repeat(32);
/** Two bytes of length, a key, a value and its tag. */
const SEAL = Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(256 + 8 + 16)]).toString('base64');

function sealed(scope: string, namespace = 'users'): string {
  const keys = { password: { sealed: SEAL, certificate: CERTIFICATE } };
  return `${JSON.stringify({ scope, namespace, name: 'users-database', generation: 1, keys }, undefined, 2)}\n`;
}

function move(files: Readonly<Record<string, string>>): MovedData {
  return moveData({
    environment: 'production',
    from: 'users',
    to: 'people',
    read: (file) => files[`${file.replace('environments/production/', '')}`],
    list: (folder) => {
      const below = `${folder.replace('environments/production/', '')}/`;
      return Object.keys(files).flatMap((file) => (file.startsWith(below) ? file.slice(below.length) : []));
    },
  });
}

test('pins, hold and secrets move, byte for byte', () => {
  const strict = sealed('strict');
  const hold = '{ "reason": "payment" }\n';

  const { files, bound } = move({
    'images/users.json': PINS,
    'holds/users.json': hold,
    'secrets/users/database.json': strict,
  });

  expect(Object.fromEntries(files)).toEqual({
    'environments/production/images/users.json': undefined,
    'environments/production/images/people.json': PINS,
    'environments/production/holds/users.json': undefined,
    'environments/production/holds/people.json': hold,
    'environments/production/secrets/users/database.json': undefined,
    'environments/production/secrets/people/database.json': strict,
  });
  expect(bound).toEqual([{ environment: 'production', secret: 'database', keys: ['password'] }]);
});

test.each(['namespace-wide', 'cluster-wide'])('a seal that opens under any name gets the new one: %s', (scope) => {
  const { files, bound } = move({ 'secrets/users/database.json': sealed(scope) });

  expect(JSON.parse(files.get('environments/production/secrets/people/database.json') ?? '')).toMatchObject({
    scope,
    name: 'people-database',
    keys: { password: { sealed: SEAL } },
  });
  expect(bound).toEqual([]);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'pins',
    { 'images/users.json': PINS, 'images/people.json': PINS },
    'images/people.json: is there already. Delete it, or choose another name.',
  ],
  [
    'a secret',
    { 'secrets/people/x.json': sealed('strict') },
    'secrets/people/x.json: is there already. Delete it, or choose another name.',
  ],
  ['pins that are none', { 'images/users.json': '{ "api": 1 }' }, 'images/users.json: api is 1. Use an object'],
  ['a hold that is none', { 'holds/users.json': '{}' }, 'holds/users.json: reason is missing'],
  ['a secret that is none', { 'secrets/users/database.json': '{}' }, 'secrets/users/database.json: '],
])('refuses %s', (_, files, message) => {
  expect(() => move(files)).toThrow(`environments/production/${message}`);
});

test('the images of a preview move with its environment, and no others', () => {
  const file = 'environments/previews/pr-1.json';
  const images = { users: { api: { image: 'ghcr.io/acme/users', tag: 'pr-1' } } };
  const text = JSON.stringify({ from: 'staging', until: '2026-01-01', images });
  const options = { file, text, from: 'users', to: 'people' };

  const moved = tryMovePreview({ ...options, environments: new Set(['staging']) });

  expect(JSON.parse(moved ?? '')).toEqual({ from: 'staging', until: '2026-01-01', images: { people: images.users } });
  expect(tryMovePreview({ ...options, environments: new Set(['production']) })).toBeUndefined();
  expect(tryMovePreview({ ...options, from: 'mail', environments: new Set(['staging']) })).toBeUndefined();
});

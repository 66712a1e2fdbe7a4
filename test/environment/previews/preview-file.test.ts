import { expect, test } from 'vitest';
import { readPreview } from '../../../lib/environment/previews/preview-file.ts';
import { DIGEST, previewText } from './preview-source.ts';

const FILE = 'environments/previews/pr-412.json';

function read(content: unknown, file = FILE) {
  return readPreview(typeof content === 'string' ? content : JSON.stringify(content), file);
}

function withKey(key: string, value: unknown) {
  return { from: 'staging', until: '2026-12-24', images: {}, [key]: value };
}

test('a file is the environment that it is from, its end and its images', () => {
  const source = { repository: 'acme/shop', commit: 'c', build: '7' };
  const images = { shop: { api: { image: 'ghcr.io/acme/shop-api', tag: 'pr-412', digest: DIGEST, source } } };

  expect(read({ from: 'staging', until: '2026-12-24T10:00+01:00', images })).toEqual({
    name: 'pr-412',
    file: FILE,
    from: 'staging',
    until: '2026-12-24T10:00+01:00',
    images,
  });
});

test.each<[string, unknown, string]>([
  ['a list', [], 'the content is []. Use an object: { … }.'],
  ['another key', withKey('untill', '2026-12-24'), 'untill is no key of it. Did you mean until?'],
  ['no environment', withKey('from', 7), 'from is 7. Use the name of the environment that it is like: "staging".'],
  [
    'a path',
    withKey('from', '../production'),
    'from is "../production". Use the name of the environment that it is like: "staging".',
  ],
  [
    'a day that no calendar has',
    withKey('until', '2026-02-30'),
    `until is "2026-02-30". Use a day, which is its beginning in UTC, or a time with its zone: '2026-12-24' or '2026-12-24T10:00+01:00'.`,
  ],
  [
    'a time without its zone',
    withKey('until', '2026-12-24T10:00'),
    `until is "2026-12-24T10:00". Use a day, which is its beginning in UTC, or a time with its zone: '2026-12-24' or '2026-12-24T10:00+01:00'.`,
  ],
  ['images that are none', withKey('images', 'x'), 'images is "x". Use an object: { "users": { "api": { … } } }.'],
  ['an application without pins', withKey('images', { shop: 3 }), 'images.shop is 3. Use an object: { … }.'],
  [
    'a bad digest',
    withKey('images', { shop: { api: { image: 'a', digest: 'sha256:1' } } }),
    'images.shop.api.digest is "sha256:1". A digest is \'sha256:\' and 64 hexadecimal digits, lower case.',
  ],
  [
    'neither tag nor digest',
    withKey('images', { shop: { api: { image: 'a' } } }),
    'images.shop.api has neither tag nor digest. Pin at least one of the two.',
  ],
  [
    'another key of a pin',
    withKey('images', { shop: { api: { image: 'a', tga: '1', tag: '1' } } }),
    'images.shop.api.tga is no key of it. Did you mean tag?',
  ],
])('%s is refused with its place and value', (_, content, message) => {
  expect(() => read(content)).toThrow(`${FILE}: ${message}`);
});

test('what is missing is said for each key', () => {
  expect(() => read('{}')).toThrow(
    [
      `${FILE}: from is missing. Use the name of the environment that it is like: "staging".`,
      `${FILE}: until is missing. Use a day, which is its beginning in UTC, or a time with its zone: '2026-12-24' or '2026-12-24T10:00+01:00'.`,
      `${FILE}: images is missing. Use an object: { "users": { "api": { … } } }.`,
    ].join('\n'),
  );
});

test('a name that is none, and a file in another place, are refused', () => {
  const advice = "Use lower-case letters, digits and '-', with a letter or digit at both ends.";

  expect(() => read(previewText(), 'environments/previews/PR_4.json')).toThrow(
    `environments/previews/PR_4.json: cannot be the file of a preview. Its name is 'PR_4'. ${advice}`,
  );
  expect(() => read(previewText(), 'environments/previews/a/b.json')).toThrow(
    'environments/previews/a/b.json: cannot be the file of a preview. It lies in environments/previews/ itself, as NAME.json.',
  );
});

test('the name of its environment has at most 63 characters', () => {
  const file = (length: number): string => `environments/previews/${'a'.repeat(length)}.json`;

  expect(read(previewText(), file(55)).name).toBe('a'.repeat(55));
  expect(() => read(previewText(), file(56))).toThrow(
    `${file(56)}: its environment would be 'staging-${'a'.repeat(56)}', which has 64 characters, and the name of one has at most 63. Use a shorter name.`,
  );
});

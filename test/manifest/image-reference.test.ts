import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageOfParts, parseImage, type Image } from '../../lib/manifest/image-reference.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each<[string, Omit<Image, 'toString'>]>([
  ['nginx:1.27', { repository: 'nginx', tag: '1.27', digest: undefined }],
  [`nginx@${DIGEST}`, { repository: 'nginx', tag: undefined, digest: DIGEST }],
  [`ghcr.io/acme/users-api:1.4.2@${DIGEST}`, { repository: 'ghcr.io/acme/users-api', tag: '1.4.2', digest: DIGEST }],
  ['localhost:5000/api:dev', { repository: 'localhost:5000/api', tag: 'dev', digest: undefined }],
  ['[2001:db8::1]:5000/api:dev', { repository: '[2001:db8::1]:5000/api', tag: 'dev', digest: undefined }],
  [
    'Registry.Example.com/acme/a__b/c-----d:_x',
    { repository: 'Registry.Example.com/acme/a__b/c-----d', tag: '_x', digest: undefined },
  ],
  [`a:${'t'.repeat(128)}`, { repository: 'a', tag: 't'.repeat(128), digest: undefined }],
])('%s is an image', (text, parts) => {
  const image = parseImage(text);

  expect(image).toMatchObject(parts);
  expect(String(image)).toBe(text);
});

test.each<[unknown, string]>([
  [
    'nginx',
    "is 'nginx', without tag and digest: it would be another image tomorrow. Write 'nginx:TAG' or 'nginx@sha256:…'.",
  ],
  [
    'localhost:5000/api',
    "is 'localhost:5000/api', without tag and digest: it would be another image tomorrow. Write 'localhost:5000/api:TAG' or 'localhost:5000/api@sha256:…'.",
  ],
  [' nginx:1', "is ' nginx:1'. A repository is lower case, such as 'ghcr.io/acme/users-api'."],
  ['ghcr.io/Acme/users:1', "is 'ghcr.io/Acme/users:1'. A repository is lower case, such as 'ghcr.io/acme/users-api'."],
  ['Acme/users:1', "is 'Acme/users:1'. A repository is lower case, such as 'ghcr.io/acme/users-api'."],
  ['https://ghcr.io/acme/users:1', "is 'https://ghcr.io/acme/users:1'. Write it without https://"],
  ['nginx:', "is 'nginx:'. A tag is 1 to 128 letters, digits, '_', '.' and '-', and starts with none of the last two."],
  [
    'nginx:-1',
    "is 'nginx:-1'. A tag is 1 to 128 letters, digits, '_', '.' and '-', and starts with none of the last two.",
  ],
  ['nginx@sha256:12', "is 'nginx@sha256:12'. A digest is 'sha256:' and 64 hexadecimal digits, lower case."],
  [
    `nginx@${DIGEST.toUpperCase()}`,
    `is 'nginx@${DIGEST.toUpperCase()}'. A digest is 'sha256:' and 64 hexadecimal digits, lower case.`,
  ],
  ['', "is ''. A repository is lower case, such as 'ghcr.io/acme/users-api'."],
  [`${'a'.repeat(256)}:1`, `is '${'a'.repeat(256)}:1'. A repository is at most 255 characters; it has 256.`],
  [7, "is 7. Use text, such as 'ghcr.io/acme/users-api:1.4.2'."],
  [undefined, "is undefined. Use text, such as 'ghcr.io/acme/users-api:1.4.2'."],
])('%j is refused', (value, message) => {
  expect(parseImage(value)).toBe(message);
});

test('what parts make, parsing takes apart', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const host = fc.stringMatching(/^[a-z]{1,5}\.[a-z]{2,3}(:[0-9]{2,4})?$/);
  const tag = fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/), { nil: undefined });
  const digest = fc.option(fc.constant(DIGEST), { nil: undefined });

  fc.assert(
    fc.property(host, fc.array(word, { minLength: 1, maxLength: 4 }), tag, digest, (registry, path, aTag, aDigest) => {
      fc.pre(aTag !== undefined || aDigest !== undefined);
      const image = imageOfParts([registry, ...path].join('/'), aTag, aDigest);

      expect(parseImage(String(image))).toMatchObject({ repository: image.repository, tag: aTag, digest: aDigest });
    }),
  );
});

test('a hostile text is refused in no time', () => {
  const start = performance.now();

  parseImage(`${'a'.repeat(1_000_000)}!:1`);
  parseImage(`${'a-'.repeat(120)}!:1`);

  expect(performance.now() - start).toBeLessThan(200);
});

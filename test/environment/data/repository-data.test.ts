import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryData } from '../../../lib/environment/data/repository-data.ts';
import { standInData } from '../../../lib/environment/data/stand-in-data.ts';
import { UserError } from '../../../lib/errors.ts';
import { makeRepository, write } from '../fixture-repository.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const FILE = 'environments/production/images/users.json';

function imageIn(content: string): string {
  const root = makeRepository({ [FILE]: content });
  return String(repositoryData(root, 'production').image('users', 'api'));
}

test('a pin is an image', () => {
  const pin = {
    image: 'ghcr.io/acme/users-api',
    tag: '1.4.2',
    digest: DIGEST,
    source: { repository: 'r', commit: 'c', build: 'b' },
  };

  expect(imageIn(JSON.stringify({ api: pin }))).toBe(`ghcr.io/acme/users-api:1.4.2@${DIGEST}`);
  expect(imageIn(`\uFEFF${JSON.stringify({ api: { image: 'nginx', tag: '1' } })}\r\n`)).toBe('nginx:1');
});

test.each<[string, string, string]>([
  [
    'another name',
    '{ "web": { "image": "a", "tag": "1" } }',
    `has no pin 'api'. There are: web. Add "api": { "image": "ghcr.io/acme/api", "tag": "1.0.0" }, or ask for one that is there.`,
  ],
  [
    'no name at all',
    '{}',
    `has no pin 'api'. There are: none. Add "api": { "image": "ghcr.io/acme/api", "tag": "1.0.0" }, or ask for one that is there.`,
  ],
  [
    'an inherited name',
    '{ "toString": { "image": "a", "tag": "1" } }',
    `has no pin 'api'. There are: toString. Add "api": { "image": "ghcr.io/acme/api", "tag": "1.0.0" }, or ask for one that is there.`,
  ],
  ['a list', '[]', 'the content is []. Use an object: { … }.'],
  ['a pin that is text', '{ "api": "nginx:1" }', 'api is "nginx:1". Use an object: { … }.'],
  [
    'an unknown key',
    '{ "api": { "image": "a", "tags": "1", "tag": "1" } }',
    'api.tags is no key of it. Did you mean tag?',
  ],
  [
    'an unknown key of the source',
    '{ "api": { "image": "a", "tag": "1", "source": { "sha": "1" } } }',
    'api.source.sha is no key of it. There are: repository, commit, build.',
  ],
  [
    'a source of another type',
    '{ "api": { "image": "a", "tag": "1", "source": { "build": 7 } } }',
    'api.source.build is 7. Use text.',
  ],
  [
    'a source that is text',
    '{ "api": { "image": "a", "tag": "1", "source": "x" } }',
    'api.source is "x". Use an object: { … }.',
  ],
  ['a tag that is a number', '{ "api": { "image": "a", "tag": 1.4 } }', 'api.tag is 1.4. Use text.'],
  [
    'a bad tag',
    '{ "api": { "image": "a", "tag": "a b" } }',
    `api.tag is "a b". A tag is 1 to 128 letters, digits, '_', '.' and '-', and starts with none of the last two.`,
  ],
  [
    'a bad digest',
    '{ "api": { "image": "a", "digest": "sha256:12" } }',
    `api.digest is "sha256:12". A digest is 'sha256:' and 64 hexadecimal digits, lower case.`,
  ],
  [
    'a bad repository',
    '{ "api": { "image": "A/b", "tag": "1" } }',
    `api.image is "A/b". A repository is lower case, such as 'ghcr.io/acme/users-api'.`,
  ],
  [
    'a repository with its tag',
    '{ "api": { "image": "a:1", "tag": "1" } }',
    `api.image is "a:1". A repository is lower case, such as 'ghcr.io/acme/users-api'.`,
  ],
  [
    'no repository',
    '{ "api": { "tag": "1" } }',
    'api.image is missing. Write the repository, such as "ghcr.io/acme/api".',
  ],
  [
    'neither tag nor digest',
    '{ "api": { "image": "a" } }',
    'api has neither tag nor digest. Pin at least one of the two.',
  ],
  ['a null digest', '{ "api": { "image": "a", "tag": "1", "digest": null } }', 'api.digest is null. Use text.'],
])('a pin file with %s is refused', (_, content, message) => {
  expect(() => imageIn(content)).toThrow(new UserError(`${FILE}: ${message}`));
});

test.each<[string, string, RegExp]>([
  [
    'broken',
    '{\n  "api": nope\n}',
    /users\.json(:2)?: is no JSON: Unexpected token .*\. Mend it, or take the file from an earlier commit\.$/,
  ],
  ['empty', '', /users\.json: is no JSON: Unexpected end of JSON input\. Mend it/],
  [
    'unmerged',
    '{\n<<<<<<< ours\n  "api": {}\n=======\n',
    /users\.json:2: a merge conflict is not resolved\. Resolve it\.$/,
  ],
  [
    'merged twice',
    '{\n  "web": { "image": "a", "tag": "1" },\n  "api": { "image": "a", "tag": "1" },\n  "api": { "image": "a", "tag": "2" }\n}',
    /users\.json:4: api is there twice\. Remove one of the two\.$/,
  ],
  [
    'merged twice inside',
    '{ "api": { "image": "a", "tag": "1",\n "t\\u0061g": "2" } }',
    /users\.json:2: api\.tag is there twice\./,
  ],
])('a pin file that is %s is refused with its line', (_, content, message) => {
  expect(() => imageIn(content)).toThrow(message);
});

test('all mistakes of a pin file are told at once', () => {
  expect(() => imageIn('{ "api": { "image": "a" }, "web": { "tag": 7 } }')).toThrow(
    `${FILE}: api has neither tag nor digest. Pin at least one of the two.\n${FILE}: web.tag is 7. Use text.\n${FILE}: web.image is missing.`,
  );
});

test('a pin file that is missing says how to make it', () => {
  const root = makeRepository({});

  expect(() => repositoryData(root, 'production').image('users', 'api')).toThrow(
    new UserError(
      `${FILE}: there is no such file. Make it, with the image that is wanted: { "api": { "image": "ghcr.io/acme/api", "tag": "1.0.0" } }.`,
    ),
  );
});

test('a file is read byte for byte, byte-order mark and line ends included', () => {
  const root = makeRepository({ 'config/a.conf': '\uFEFFä\r\n\t\n' });

  expect(repositoryData(root, 'production').file('config/a.conf')).toBe('\uFEFFä\r\n\t\n');
});

test('a link inside the repository is followed, one that leads out of it is refused', () => {
  const root = makeRepository({ 'config/real.conf': 'real' });
  const other = makeRepository({ 'secret/key': 'no', 'secret/folder/key': 'no' });
  symlinkSync(path.join(root, 'config/real.conf'), path.join(root, 'config/link.conf'));
  symlinkSync(path.join(other, 'secret/key'), path.join(root, 'config/out.conf'));
  symlinkSync(path.join(other, 'secret/folder'), path.join(root, 'config/folder'));
  const data = repositoryData(root, 'production');

  expect(data.file('config/link.conf')).toBe('real');
  for (const file of ['config/out.conf', 'config/folder/key', '../x', path.join(other, 'secret/key')]) {
    expect(() => data.file(file)).toThrow(
      `${file}: is outside the repository. Only files of the repository may be read: copy it into it.`,
    );
  }
});

test('the repository may itself be reached by a link', () => {
  const root = makeRepository({ 'config/a.conf': 'a' });
  const elsewhere = makeRepository({});
  symlinkSync(root, path.join(elsewhere, 'link'));

  expect(repositoryData(path.join(elsewhere, 'link'), 'production').file('config/a.conf')).toBe('a');
});

test.each([
  ['config', 'config: is a folder. Name a file.'],
  ['config/none', 'config/none: there is no such file. Make it, or mend the path'],
  ['config/a.bin', 'config/a.bin: is no text in UTF-8. Write it in UTF-8'],
  ['config/a.bin/deeper', 'config/a.bin/deeper: there is no such file.'],
  ['', 'file(""): is no path.'],
])('the file %j is refused', (file, message) => {
  const root = makeRepository({});
  write(root, 'config/a.bin', Buffer.from([0xc3, 0x28]));

  expect(() => repositoryData(root, 'production').file(file)).toThrow(message);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read says so', () => {
  const root = makeRepository({ 'config/a.conf': 'a' });
  chmodSync(path.join(root, 'config/a.conf'), 0);

  expect(() => repositoryData(root, 'production').file('config/a.conf')).toThrow(
    'config/a.conf: cannot be read (EACCES).',
  );
});

test('everything that was looked at is told, missing files and targets of links too', () => {
  const root = makeRepository({ [FILE]: '{ "api": { "image": "a", "tag": "1" } }', 'b.conf': 'b' });
  symlinkSync('b.conf', path.join(root, 'link.conf'));
  mkdirSync(path.join(root, 'folder'));
  const told: string[] = [];
  const data = repositoryData(root, 'production', (file) => told.push(path.relative(root, file)));

  data.image('users', 'api');
  data.image('users', 'api');
  data.file('link.conf');
  expect(() => data.file('folder/none')).toThrow('folder/none');

  expect(told).toEqual([FILE, 'link.conf', 'b.conf', 'folder/none']);
});

test('stand-ins have every pin, and are plainly no real image', () => {
  const data = standInData(() => 'text');

  expect(String(data.image('users', 'api'))).toBe('registry.example/users/api:stand-in');
  expect(String(data.image('users', 'API v2'))).toBe('registry.example/users/api-v2:stand-in');
  expect(data.file('any')).toBe('text');
});

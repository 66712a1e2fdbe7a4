import { expect, test } from 'vitest';
import { readRemoteAddress } from '../../lib/git/remote-address.ts';

test.each([
  [
    'https://git.example.com/acme/manifests.git',
    {
      url: 'https://git.example.com/acme/manifests.git',
      hostname: 'git.example.com',
      origin: 'https://git.example.com',
      project: 'acme/manifests',
    },
  ],
  [
    'https://gitlab.example.com:8443/acme/platform/manifests/',
    { hostname: 'gitlab.example.com', origin: 'https://gitlab.example.com:8443', project: 'acme/platform/manifests' },
  ],
  [
    'git@github.com:acme/manifests.git',
    { url: 'git@github.com:acme/manifests.git', hostname: 'github.com', origin: undefined, project: 'acme/manifests' },
  ],
  [
    'ssh://git@git.example.com:2222/acme/manifests.git',
    { hostname: 'git.example.com', origin: undefined, project: 'acme/manifests' },
  ],
  ['../manifests.git', { url: '/home/manifests.git', hostname: undefined }],
  ['/srv/manifests.git', { url: '/srv/manifests.git', hostname: undefined }],
  ['file:///srv/a%20b.git', { url: '/srv/a b.git', hostname: undefined }],
])('%s', (text, expected) => {
  expect(readRemoteAddress(text, '/home/ada')).toMatchObject(expected);
});

test('a credential in an address is taken out of it', () => {
  const address = readRemoteAddress('https://bot:s3cret@git.example.com/acme/manifests.git', '/');

  expect(address).toMatchObject({ url: 'https://git.example.com/acme/manifests.git', user: 'bot', password: 's3cret' });
  expect(readRemoteAddress('ssh://git:s3cret@git.example.com/acme/m.git', '/').url).toBe(
    'ssh://git@git.example.com/acme/m.git',
  );
});

test('a user alone is no password', () => {
  const address = readRemoteAddress('https://jane@git.example.com/acme/manifests.git', '/');

  expect(address).toMatchObject({
    url: 'https://git.example.com/acme/manifests.git',
    user: 'jane',
    password: undefined,
  });
});

test.each([
  ['https://u:50%@git.example.com/a%20b/100%', { password: '50%', project: 'a b/100%' }],
  ['https://u:%40%zz@git.example.com/m', { password: '@%zz', project: 'm' }],
  ['https://git.example.com/%ff/m', { project: '%ff/m' }],
  ['file:///srv/50%/m.git', { url: '/srv/50%/m.git' }],
])('a per cent that begins nothing is one: %s', (text, expected) => {
  expect(readRemoteAddress(text, '/')).toMatchObject(expected);
});

test.each(['', '--upload-pack=x', 'ftp://git.example.com/x', 'https://'])('%j is refused', (text) => {
  expect(() => readRemoteAddress(text, '/')).toThrow(/--repository is/);
});

test('a refusal repeats no credential, whatever is in it', () => {
  expect(() => readRemoteAddress('https://bot:s3/cr@et@git.example.com/x', '/')).toThrow(
    /^--repository is 'https:\/\/git\.example\.com\/x'/,
  );
  expect(() => readRemoteAddress('ftp://bot:s3cret@git.example.com/x', '/')).toThrow(
    /^--repository is 'ftp:\/\/git\.example\.com\/x'/,
  );
});

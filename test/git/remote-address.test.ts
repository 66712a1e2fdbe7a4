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

  expect(address).toMatchObject({ url: 'https://git.example.com/acme/manifests.git', password: 's3cret' });
});

test.each(['', '--upload-pack=x', 'ftp://git.example.com/x', 'https://'])('%j is refused', (text) => {
  expect(() => readRemoteAddress(text, '/')).toThrow(/--repository is/);
});

test('a refusal repeats no credential', () => {
  expect(() => readRemoteAddress('ftp://bot:s3cret@git.example.com/x', '/')).toThrow(
    /^--repository is 'ftp:\/\/git\.example\.com\/x'/,
  );
});

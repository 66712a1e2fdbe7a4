import { expect, test } from 'vitest';
import { withoutCredentials } from '../../lib/git/without-credentials.ts';

test.each([
  ['https://gitlab-ci-token:s3cret@gitlab.com/acme/users.git', 'https://gitlab.com/acme/users.git'],
  ['HTTPS://s3cret@gitlab.com/acme/users', 'HTTPS://gitlab.com/acme/users'],
  ['https://u:p@git.example.com/a@b/c', 'https://git.example.com/a@b/c'],
  ['https://u:s3/cr@et@git.example.com/acme', 'https://git.example.com/acme'],
  ['https://git.example.com/a@b/c', 'https://git.example.com/a@b/c'],
  ['https://git.example.com/acme?x=a@b', 'https://git.example.com/acme?x=a@b'],
  ['ssh://git:s3cret@git.example.com:22/acme', 'ssh://git@git.example.com:22/acme'],
  ['ssh://git@git.example.com/acme', 'ssh://git@git.example.com/acme'],
  ['git@git.example.com:acme/users.git', 'git@git.example.com:acme/users.git'],
  ['acme/users', 'acme/users'],
  ['', ''],
])('%s', (text, expected) => {
  expect(withoutCredentials(text)).toBe(expected);
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import type { Io } from '../../../lib/cli/io.ts';
import { findTarget } from '../../../lib/cli/change/find-target.ts';
import { withoutTokens } from '../../../lib/cli/change/read-token.ts';
import { temporaryFolder } from '../../git/make-remote.ts';
import { runGit } from '../../servers/git/run-git.ts';

const ioOf = (cwd: string, env: Io['env'] = {}) => ({ cwd, env: { PATH: process.env['PATH'], ...env } });
const GITHUB = 'https://github.com/acme/manifests.git';
const find = (options: Parameters<typeof findTarget>[0] | object, env: Io['env'] = {}, settings = {}) =>
  findTarget({ color: false, ...options }, settings, ioOf('/', env));

test.each([
  [{ repository: GITHUB }, 'github', 'https://api.github.com'],
  [{ repository: 'git@github.com:acme/manifests.git' }, 'github', 'https://api.github.com'],
  [{ repository: 'https://github.example.com/acme/manifests' }, 'github', 'https://github.example.com/api/v3'],
  [{ repository: 'https://gitlab.com/acme/platform/manifests.git' }, 'gitlab', 'https://gitlab.com/api/v4'],
  [{ repository: 'https://codeberg.org/acme/manifests' }, 'gitea', 'https://codeberg.org/api/v1'],
  [{ repository: 'https://bitbucket.org/acme/manifests' }, 'bitbucket', 'https://api.bitbucket.org/2.0'],
  [{ repository: 'https://git.example.com/acme/manifests', host: 'gitea' }, 'gitea', 'https://git.example.com/api/v1'],
  [
    { repository: 'https://git.example.com/acme/m', host: 'gitea', api: 'http://127.0.0.1:3000/api/v1/' },
    'gitea',
    'http://127.0.0.1:3000/api/v1',
  ],
  [{ repository: '/srv/manifests.git' }, 'git', undefined],
])('%o', async (options, host, api) => {
  expect(await find(options, { KUMIKI_TOKEN: 't' })).toMatchObject({ host, api, base: 'main' });
});

test('without flags it goes where the config says, else to the remote origin', async () => {
  const cwd = temporaryFolder();
  await runGit(cwd, ['init', '--quiet', '.']);
  await runGit(cwd, ['remote', 'add', 'origin', GITHUB]);
  const io = ioOf(cwd, { KUMIKI_TOKEN: 't' });

  expect(await findTarget({ color: false }, {}, io)).toMatchObject({ host: 'github', remote: { url: GITHUB } });
  expect(await findTarget({ color: false }, { url: '/srv/m.git', base: 'trunk' }, io)).toMatchObject({
    host: 'git',
    base: 'trunk',
  });
});

test('tokens come from variables and files, ours first', async () => {
  const file = path.join(temporaryFolder(), 'token');
  writeFileSync(file, 'from-file\n');
  const token = async (env: Io['env'], repository = GITHUB) => (await find({ repository }, env)).token;

  expect(await token({ KUMIKI_TOKEN: 'a', GITHUB_TOKEN: 'b' })).toBe('a');
  expect(await token({ KUMIKI_TOKEN_FILE: file, GITHUB_TOKEN: 'b' })).toBe('from-file');
  expect(await token({ GITHUB_TOKEN: 'b', GITLAB_TOKEN: 'c' })).toBe('b');
  expect(await token({ GITLAB_TOKEN: 'c' }, 'https://gitlab.com/acme/m')).toBe('c');
  expect(await token({}, 'https://bot:in-address@github.com/acme/m')).toBe('in-address');
});

test.each([
  ['https://ghp_s3cret@github.com/acme/m', 'ghp_s3cret'],
  ['https://github_pat_s3cret:x-oauth-basic@github.com/acme/m', 'github_pat_s3cret'],
  ['https://0123456789abcdef0123456789abcdef01234567@github.com/acme/m', '0123456789abcdef0123456789abcdef01234567'],
  ['https://x-access-token:ghs_s3cret@github.com/acme/m', 'ghs_s3cret'],
])('the token of %s is %s', async (repository, token) => {
  expect(await find({ repository })).toMatchObject({ token, remote: { url: 'https://github.com/acme/m' } });
});

test('what is started for others gets no token and no password', () => {
  const env = { KUMIKI_TOKEN: 'a', GITLAB_TOKEN: 'b', KUMIKI_REGISTRY_PASSWORD: 'c', PATH: '/bin' };

  expect(withoutTokens(env)).toEqual({ PATH: '/bin' });
});

test.each(['jane@bitbucket.org', 'jane@gitlab.com', 'jane@github.com', 'ghp_s3cret@bitbucket.org'])(
  'the user of %s is no token',
  async (host) => {
    await expect(find({ repository: `https://${host}/acme/m` })).rejects.toThrow(
      `KUMIKI_TOKEN: is not set. Put a token for https://${host.replace(/.*@/, '')}/acme/m there`,
    );
  },
);

test.each([
  [{ repository: GITHUB }, {}, 'KUMIKI_TOKEN: is not set. Put a token for https://github.com/acme/manifests.git there'],
  [{ repository: GITHUB }, { KUMIKI_TOKEN: 'two words' }, 'KUMIKI_TOKEN: holds something that no token has'],
  [
    { repository: GITHUB },
    { KUMIKI_TOKEN_FILE: '/nowhere' },
    "KUMIKI_TOKEN_FILE is '/nowhere', which cannot be read (ENOENT)",
  ],
  [
    { repository: 'https://git.example.com/acme/m' },
    {},
    'its name does not say which git host it is. Name it with --host: github',
  ],
  [{ repository: GITHUB, host: 'svn' }, {}, "--host is 'svn'. There are: github, gitlab, gitea, bitbucket, git."],
  [{ repository: GITHUB, api: 'github.com/api' }, { KUMIKI_TOKEN: 't' }, "--api is 'github.com/api'."],
  [{ repository: GITHUB, base: 'a..b' }, { KUMIKI_TOKEN: 't' }, "--base is 'a..b'."],
  [{}, {}, "--repository is missing, and / has no remote 'origin' to go to."],
])('a mistake is told: %o %o', async (options, env, words) => {
  await expect(find(options, env)).rejects.toThrow(words);
  await expect(find(options, env)).rejects.not.toThrow('two words');
});

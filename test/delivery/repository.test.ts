import { expect, test } from 'vitest';
import { checkRepository, isInsecure } from '../../lib/delivery/repository.ts';
import { UserError } from '../../lib/errors.ts';

test.each([
  'https://git.example.com/acme/manifests.git',
  'https://git.example.com:8443/acme/manifests',
  'http://git.internal/acme/manifests.git',
  'ssh://git@git.example.com/acme/manifests.git',
  'ssh://git@git.example.com:2222/~acme/manifests.git',
])('%s is an address that every tool takes', (repository) => {
  expect(() => checkRepository('flux', repository, false)).not.toThrow();
});

test('the short form of ssh is taken where the tool takes it, else its URL is told', () => {
  const short = 'git@git.example.com:acme/manifests.git';

  expect(() => checkRepository('argocd', short, true)).not.toThrow();
  expect(() => checkRepository('flux', short, false)).toThrow(
    `flux(): repository is '${short}'. Write it as a URL: 'ssh://git@git.example.com/acme/manifests.git'.`,
  );
});

test.each([
  ['undefined', undefined, 'argocd(): repository is undefined.'],
  ['empty', '', 'argocd(): repository is "".'],
  ['a number', 7, 'argocd(): repository is 7.'],
  ['a path', '../manifests', "argocd(): repository is '../manifests', which is no URL of https or ssh."],
  ['a name', 'acme/manifests', 'which is no URL of https or ssh.'],
  ['another scheme', 'ftp://git.example.com/x', 'which is no URL of https or ssh.'],
  ['a file', 'file:///srv/git/x', 'which is no URL of https or ssh.'],
  ['a git daemon', 'git://git.example.com/x', 'which is no URL of https or ssh.'],
  ['a host alone', 'https://', 'which is no URL of https or ssh.'],
  ['a pattern', 'https://git.example.com/acme/*', 'without spaces, patterns and parameters'],
  ['a pattern of alternatives', 'https://git.example.com/{acme,evil}/x', 'without spaces, patterns and parameters'],
  ['a pattern of characters', 'https://git.example.com/[a-z]/x', 'without spaces, patterns and parameters'],
  ['a space around', ' https://git.example.com/acme/x', 'without spaces, patterns and parameters'],
  ['a line feed', 'https://git.example.com/acme/x\n', 'without spaces, patterns and parameters'],
  ['a fragment', 'https://git.example.com/acme/x#main', 'without spaces, patterns and parameters'],
])('a repository that is %s is refused', (_, repository, message) => {
  const check = (): void => checkRepository('argocd', repository, true);

  expect(check).toThrow(UserError);
  expect(check).toThrow(message);
});

const CANARY = 'c4n4ry';

test.each([
  `https://bot:${CANARY}@git.example.com/acme/x.git`,
  `https://${CANARY}@git.example.com/acme/x.git`,
  `https://:${CANARY}@git.example.com/acme/x.git`,
  `http://bot:${CANARY}@git.internal/acme/x.git`,
  `ssh://git:${CANARY}@git.example.com/acme/x.git`,
  `ftp://bot:${CANARY}@git.example.com/acme/x.git`,
  `git://bot:${CANARY}@git.example.com/acme/x.git`,
  `bot:${CANARY}@git.example.com:acme/x.git`,
  `https//bot:${CANARY}@git.example.com/acme/x.git`,
  `https://bot:${CANARY}@git.example.com/acme/*`,
  ` https://bot:${CANARY}@git.example.com/acme/x.git`,
  `https://bot:${CANARY}@`,
  `https://git.example.com/acme/x.git?private_token=${CANARY}`,
  `https://git.example.com/acme/x.git#${CANARY}`,
])('a credential in a repository is refused, and never said: %s', (repository) => {
  let message = '';

  try {
    checkRepository('argocd', repository, true);
  } catch (error) {
    message = String(error);
  }

  expect(message).toContain('UserError: argocd(): repository');
  expect(message).not.toContain(CANARY);
});

test('what is fetched without encryption is insecure', () => {
  expect(['http://a/x', 'https://a/x', 'ssh://git@a/x', 'git@a:x'].map(isInsecure)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeAll } from '../../lib/cli/write-all.ts';
import { makeRepository } from '../environment/fixture-repository.ts';
import { textsBelow } from './shop.ts';

test('folders of data that it empties go with their last file, and others stay', () => {
  const preview = 'environments/staging-pr-1';
  const root = makeRepository({
    [`${preview}/images/users.json`]: '{}',
    [`${preview}/secrets/users/a.json`]: '{}',
    'environments/staging/images/users.json': '{}',
    'environments/staging/images/mail.json': '{}',
    'apps/users.ts': '',
  });

  writeAll(
    root,
    new Map([
      [`${preview}/images/users.json`, undefined],
      [`${preview}/secrets/users/a.json`, undefined],
      ['environments/staging/images/users.json', undefined],
      ['environments/staging/holds/users.json', undefined],
      ['apps/users.ts', undefined],
    ]),
  );

  expect(existsSync(path.join(root, preview))).toBe(false);
  expect(existsSync(path.join(root, 'apps'))).toBe(true);
  expect(textsBelow(root)).toEqual({ 'environments/staging/images/mail.json': '{}' });
});

test('the folder of all environments stays, also with nothing in it', () => {
  const root = makeRepository({ 'environments/previews/pr-1.json': '{}' });

  writeAll(root, new Map([['environments/previews/pr-1.json', undefined]]));

  expect(existsSync(path.join(root, 'environments/previews'))).toBe(false);
  expect(existsSync(path.join(root, 'environments'))).toBe(true);
});

test('a link to a folder that it empties stays, and nothing is said to have failed', () => {
  const root = makeRepository({ 'shared/users.json': '{}' });
  mkdirSync(path.join(root, 'environments/staging'), { recursive: true });
  symlinkSync('../../shared', path.join(root, 'environments/staging/images'));

  writeAll(root, new Map([['environments/staging/images/users.json', undefined]]));

  expect(textsBelow(root)).toEqual({});
  expect(existsSync(path.join(root, 'environments/staging/images'))).toBe(true);
});

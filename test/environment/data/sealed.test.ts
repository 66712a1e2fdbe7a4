import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryData } from '../../../lib/environment/data/repository-data.ts';
import { standInData } from '../../../lib/environment/data/stand-in-data.ts';
import { renderSealedFile } from '../../../lib/secret/render-sealed-file.ts';
import { seal } from '../../../lib/secret/seal.ts';
import { rsaKeys } from '../../secret/make-certificate.ts';
import { makeRepository } from '../fixture-repository.ts';

const FILE = 'environments/production/secrets/users/database.json';
const TARGET = { scope: 'strict', namespace: 'users', name: 'users-database' } as const;
const CONTENT = {
  ...TARGET,
  generation: 1,
  keys: { password: { sealed: seal(Buffer.from('x'), TARGET, rsaKeys().publicKey), certificate: 'a'.repeat(64) } },
};

test('the seals of a secret are read from its file', () => {
  const root = makeRepository({ [FILE]: renderSealedFile(CONTENT) });

  const sealed = repositoryData(root, 'production').sealed('users', 'database');

  expect(sealed).toEqual(CONTENT);
});

test('where there is no file there are none, and the result depends on that', () => {
  const root = makeRepository({});
  const looked: string[] = [];
  const data = repositoryData(root, 'production', (file) => looked.push(file));

  expect(data.sealed('users', 'database')).toBeUndefined();
  expect(data.sealed('users', 'database')).toBeUndefined();
  expect(looked).toEqual([path.join(root, FILE)]);
});

test('a bad file is told with its path', () => {
  const root = makeRepository({ [FILE]: '[]' });

  expect(() => repositoryData(root, 'production').sealed('users', 'database')).toThrow(
    `${FILE}: the content is no object`,
  );
});

test('a file outside the repository is none of it, wherever a link leads', () => {
  const outside = makeRepository({ 'database.json': renderSealedFile(CONTENT) });
  const root = makeRepository({});
  mkdirSync(path.dirname(path.join(root, FILE)), { recursive: true });
  symlinkSync(path.join(outside, 'database.json'), path.join(root, FILE));

  expect(() => repositoryData(root, 'production').sealed('users', 'database')).toThrow(
    `${FILE}: is outside the repository.`,
  );
});

test('in tests every secret is sealed', () => {
  const data = standInData(() => '');

  expect(data.sealed('users', 'database')).toMatchObject({ name: 'users-database', isStandIn: true });
});

import { expect, test } from 'vitest';
import { repositoryData } from '../../../lib/environment/data/repository-data.ts';
import { renderSealedFile } from '../../../lib/secret/render-sealed-file.ts';
import { seal } from '../../../lib/secret/seal.ts';
import { rsaKeys } from '../../secret/make-certificate.ts';
import { makeRepository } from '../fixture-repository.ts';

const TARGET = { scope: 'strict', namespace: 'users', name: 'users-database' } as const;
const SEAL = { sealed: seal(Buffer.from('x'), TARGET, rsaKeys().publicKey), certificate: 'a'.repeat(64) };

function sealedText(...keys: readonly string[]): string {
  return renderSealedFile({ ...TARGET, generation: 1, keys: Object.fromEntries(keys.map((key) => [key, SEAL])) });
}

test('the sealed keys of every environment with data, whatever is wrong with the files of others', () => {
  const root = makeRepository({
    'environments/production/secrets/users/database.json': sealedText('password', 'user'),
    'environments/staging/secrets/users/database.json': sealedText('password'),
    'environments/broken/secrets/users/database.json': '{ "scope": ',
    'environments/development/images/users.json': '{}',
    'environments/previews/one.json': '{}',
    'environments/_shared/topology.ts': '',
    'environments/production.ts': '',
  });

  expect(repositoryData(root, 'staging').sealedKeys('users', 'database')).toEqual(
    new Map([
      ['broken', []],
      ['development', []],
      ['production', ['password', 'user']],
      ['staging', ['password']],
    ]),
  );
});

test('a repository without environments has none', () => {
  expect(repositoryData(makeRepository({}), 'staging').sealedKeys('users', 'database')).toEqual(new Map());
});

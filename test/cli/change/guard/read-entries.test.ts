import { expect, test } from 'vitest';
import { readEntries } from '../../../../lib/cli/change/guard/read-entries.ts';
import { makeRepository } from '../../../environment/fixture-repository.ts';

test('a folder where deletions.json is to be is a mistake, told with those of other files', () => {
  const root = makeRepository({
    'environments/production/deletions.json/a': '',
    'environments/staging/deletions.json': '{}',
    'environments/testing/deletions.json': '[{ "application": "users", "reason": "r" }]',
  });

  expect(() => readEntries(root)).toThrow(
    /^environments\/production\/deletions\.json: is a folder\. Name a file\.\nenvironments\/staging\/deletions\.json: the content is \{\}\. Use a list/,
  );
});

test('entries come by environment, and an environment without the file has none', () => {
  const root = makeRepository({
    'environments/production.ts': '',
    'environments/staging/images/users.json': '{}',
    'environments/testing/deletions.json': '[{ "application": "users", "reason": "r" }]',
  });

  expect([...readEntries(root)]).toEqual([['testing', [{ application: 'users', reason: 'r' }]]]);
});

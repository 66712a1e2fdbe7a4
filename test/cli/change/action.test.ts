import { expect, test } from 'vitest';
import { exitCodeOf, type ChangeAction } from '../../../lib/cli/change/action.ts';
import { Refusal, RemoteError, UserError } from '../../../lib/errors.ts';

const failures = { 1: new UserError('a mistake'), 3: new Refusal('a rule'), 5: new RemoteError('a remote') };

test.each<[number, readonly ChangeAction[], readonly (1 | 3 | 5)[]]>([
  [0, ['created', 'none'], []],
  [3, ['created', 'superseded'], []],
  [3, ['created', 'refused'], [3]],
  [1, ['superseded', 'refused', 'refused'], [3, 1]],
  [3, ['refused', 'superseded'], [3]],
  [1, ['created', 'refused'], [1]],
  [5, ['refused', 'refused'], [1, 5]],
])('the exit code is %i of the worst: %j, failed with %j', (code, actions, failed) => {
  const outcomes = actions.map((action) => ({ action }));

  expect(
    exitCodeOf(
      outcomes,
      failed.map((one) => failures[one]),
    ),
  ).toBe(code);
});

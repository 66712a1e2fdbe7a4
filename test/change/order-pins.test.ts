import { expect, test } from 'vitest';
import { orderPins } from '../../lib/change/order-pins.ts';
import { aPin } from './a-pin.ts';

const built = (build: string, commit = build) => ({ repository: 'acme/users', build, commit });

test.each([
  ['the same digest is the same image', aPin('a', built('9')), aPin('a', built('8')), 'unknown', 'same'],
  ['a lower build is older', aPin('a', built('9')), aPin('b', built('10')), 'unknown', 'older'],
  ['a higher build is newer', aPin('a', built('10')), aPin('b', built('9')), 'unknown', 'newer'],
  [
    'a strict ancestor is older, whatever its build says',
    aPin('a', built('11')),
    aPin('b', built('9')),
    'ancestor',
    'older',
  ],
  ['a descendant is newer', aPin('a', { commit: 'x' }), aPin('b', { commit: 'y' }), 'descendant', 'newer'],
  ['a lower build of a later commit is older', aPin('a', built('3')), aPin('b', built('9')), 'descendant', 'older'],
  ['diverged commits say nothing', aPin('a', { commit: 'x' }), aPin('b', { commit: 'y' }), 'diverged', 'unknown'],
  ['nothing known says nothing', aPin('a'), aPin('b'), 'unknown', 'unknown'],
  [
    'builds of two repositories say nothing',
    aPin('a', built('1')),
    aPin('b', { repository: 'acme/other', build: '9' }),
    'unknown',
    'unknown',
  ],
  [
    'the same commit built again is newer by its build',
    aPin('a', built('10', 'x')),
    aPin('b', built('9', 'x')),
    'same',
    'newer',
  ],
] as const)('%s', (_, next, present, relation, is) => {
  expect(orderPins(next, present, relation).is).toBe(is);
});

test.each([
  ['it names no source', aPin('a'), aPin('b', built('9'))],
  ['that one names no source', aPin('a', built('9')), aPin('b')],
  ['that one names no source repository', aPin('a', built('9')), aPin('b', { build: '8' })],
  ['they were built from different repositories', aPin('a', built('9')), aPin('b', { repository: 'acme/other' })],
])('why two cannot be compared is told: %s', (why, next, present) => {
  expect(orderPins(next, present, 'unknown')).toEqual({ is: 'unknown', why });
});

test('a shallow clone says how it would know', () => {
  expect(orderPins(aPin('a', { commit: 'x' }), aPin('b', { commit: 'y' }), 'shallow')).toEqual({
    is: 'unknown',
    why: 'nothing says which of the two is newer, as this clone is shallow (git fetch --unshallow brings the rest)',
  });
});

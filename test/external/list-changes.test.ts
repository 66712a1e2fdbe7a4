import { expect, test } from 'vitest';
import { listChanges } from '../../lib/external/list-changes.ts';

test('what was added, removed and changed is listed by key', () => {
  const changes = listChanges({ b: 1, c: ['x'], d: 'gone' }, { a: true, b: 2, c: ['x'] });

  expect(changes).toEqual([
    { key: 'a', from: undefined, to: true },
    { key: 'b', from: 1, to: 2 },
    { key: 'd', from: 'gone', to: undefined },
  ]);
});

test('a key that objects have anyway is a key like others', () => {
  expect(listChanges({}, { constructor: 'x' })).toEqual([{ key: 'constructor', from: undefined, to: 'x' }]);
});

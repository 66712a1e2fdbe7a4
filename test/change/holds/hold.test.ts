import { expect, test } from 'vitest';
import { holdFile, isHeld, readHold, renderHold } from '../../../lib/change/holds/hold.ts';

const FILE = holdFile('production', 'users');

test('a hold is written with sorted keys, and read as it was', () => {
  const hold = { reason: 'logins fail', until: '2026-12-24', by: 'Ada' };

  const text = renderHold(hold);

  expect(text).toBe(`{
  "by": "Ada",
  "reason": "logins fail",
  "until": "2026-12-24"
}
`);
  expect(readHold(text, FILE)).toEqual(hold);
  expect(readHold(renderHold({ reason: 'x' }), FILE)).toEqual({ reason: 'x' });
});

test('every mistake is told with its path and value', () => {
  expect(() => readHold('{ "reson": "x", "until": "soon", "by": 7 }', FILE))
    .toThrow(`environments/production/holds/users.json: reson is no key of it. Did you mean reason?
environments/production/holds/users.json: reason is missing. Say why, for whoever is refused.
environments/production/holds/users.json: until is "soon". Use a day, which is its beginning in UTC, or a time in UTC: '2026-12-24' or '2026-12-24T10:00Z'.
environments/production/holds/users.json: by is 7. Use a name, or leave it out.`);
});

test('what is no object, no JSON, or not merged says so', () => {
  expect(() => readHold('[]', FILE)).toThrow(
    'environments/production/holds/users.json: the content is []. Use an object: { … }.',
  );
  expect(() => readHold('{', FILE)).toThrow('environments/production/holds/users.json:1: is no JSON:');
  expect(() => readHold('{\n<<<<<<< HEAD\n}', FILE)).toThrow('users.json:2: a merge conflict is not resolved.');
});

test('a hold is over at its end, and without one never', () => {
  const hold = { reason: 'x', until: '2026-12-24' };

  expect(isHeld(hold, new Date('2026-12-23T23:59:59.999Z'))).toBe(true);
  expect(isHeld(hold, new Date('2026-12-24T00:00:00Z'))).toBe(false);
  expect(isHeld({ reason: 'x' }, new Date('2126-12-24'))).toBe(true);
});

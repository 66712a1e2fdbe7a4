import { expect, test } from 'vitest';
import { renderHold } from '../../../lib/change/holds/hold.ts';
import { holdChange, releaseChange, sayHeld, showHold } from '../../../lib/change/holds/hold-change.ts';

const FILE = 'environments/production/holds/users.json';
const NOW = new Date('2026-12-01');

function place(present?: Parameters<typeof renderHold>[0]) {
  return {
    environment: 'production',
    application: 'users',
    present: present && renderHold(present),
    now: NOW,
  };
}

test('holding writes the file', () => {
  const hold = { reason: 'logins fail' };

  expect(holdChange(place(), hold)).toEqual({
    action: 'held',
    environment: 'production',
    application: 'users',
    files: new Map([[FILE, renderHold(hold)]]),
    notes: [],
  });
});

test('the same hold again changes nothing, another one takes its place and says so', () => {
  const hold = { reason: 'logins fail', by: 'Ada' };

  expect(holdChange(place(hold), hold)).toMatchObject({ action: 'none', files: new Map() });
  expect(holdChange(place(hold), { reason: 'audit' })).toMatchObject({
    action: 'held',
    files: new Map([[FILE, renderHold({ reason: 'audit' })]]),
    notes: ['production/users: was held already, by Ada: logins fail. This takes its place.'],
  });
});

test('a reason with a stop of its own gets no second one', () => {
  expect(holdChange(place({ reason: 'Logins fail.' }), { reason: 'audit' })).toMatchObject({
    notes: ['production/users: was held already, Logins fail. This takes its place.'],
  });
});

test('one that is over is replaced without a word', () => {
  expect(holdChange(place({ reason: 'old', until: '2026-11-01' }), { reason: 'audit' })).toMatchObject({
    action: 'held',
    notes: [],
  });
});

test('releasing removes the file, and says where it was over already', () => {
  expect(releaseChange(place({ reason: 'x' }))).toMatchObject({
    action: 'released',
    files: new Map([[FILE, undefined]]),
    notes: [],
  });
  expect(releaseChange(place({ reason: 'x', until: '2026-11-01' }))).toMatchObject({
    action: 'released',
    notes: ['production/users: its hold was over, until 2026-11-01: x.'],
  });
  expect(releaseChange(place())).toMatchObject({ action: 'none', notes: ['production/users: is not held.'] });
});

test('a hold is told with its end, who asked for it, and why', () => {
  expect(showHold({ reason: 'x', until: '2026-12-24T10:00Z', by: 'Ada' })).toBe('until 2026-12-24 10:00 UTC by Ada: x');
  expect(showHold({ reason: 'x' })).toBe('x');
});

test.each([
  [{ reason: 'audit' }, 'users is held: audit.'],
  [{ reason: 'Rolled back to api acme/users-api:1.4.2.' }, 'users is held: Rolled back to api acme/users-api:1.4.2.'],
  [{ reason: 'who did that?' }, 'users is held: who did that?'],
  [{ reason: 'x', until: '2026-12-24', by: 'Ada' }, 'users is held until 2026-12-24 by Ada: x.'],
])('that one is held is a sentence with one stop: %o', (hold, sentence) => {
  expect(sayHeld('users', hold)).toBe(sentence);
});

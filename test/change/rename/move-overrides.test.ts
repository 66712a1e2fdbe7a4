import { expect, test } from 'vitest';
import { moveData, type MovedData } from '../../../lib/change/rename/move-data.ts';

const FILE = 'environments/production/freeze-overrides.json';

function move(overrides: unknown): MovedData {
  const text = `${JSON.stringify(overrides)}\n`;
  return moveData({
    environment: 'production',
    from: 'users',
    to: 'people',
    read: (file) => (file === FILE ? text : undefined),
    list: () => [],
  });
}

test('what overrides a freeze for the application does so under its new id, and other entries stay', () => {
  const mail = { application: 'mail', until: '2026-12-24', reason: 'payment' };
  const all = { until: '2026-12-24T10:00Z', reason: 'certificate' };

  const { files } = move([mail, { application: 'users', until: '2026-12-25', reason: 'login' }, all]);

  expect(JSON.parse(files.get(FILE) ?? '')).toEqual([
    mail,
    { application: 'people', until: '2026-12-25', reason: 'login' },
    all,
  ]);
});

test('overrides that do not name the application are left as they are written', () => {
  expect(move([{ until: '2026-12-24', reason: 'certificate' }]).files.size).toBe(0);
});

test('overrides that cannot be read stop it, with file, path and value', () => {
  expect(() => move([{ application: 'users' }])).toThrow(`${FILE}: [0].until is missing.`);
});

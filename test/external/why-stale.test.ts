import { expect, test } from 'vitest';
import { whyStale } from '../../lib/external/why-stale.ts';

const recorded = { file: 'database.json', serial: 7, lineage: 'abc', values: {} };
const unknown = { file: 'database.json', serial: undefined, lineage: undefined, values: {} };

test('the same state and a newer one may take its place', () => {
  expect(whyStale(recorded, { serial: 7, lineage: 'abc' })).toBeUndefined();
  expect(whyStale(recorded, { serial: 8, lineage: 'abc' })).toBeUndefined();
});

test('anything may take the place of outputs of an unknown state', () => {
  expect(whyStale(unknown, undefined)).toBeUndefined();
  expect(whyStale(unknown, { serial: 0, lineage: 'abc' })).toBeUndefined();
});

test('an older serial, another lineage and none are refused', () => {
  expect(whyStale(recorded, { serial: 6, lineage: 'abc' })).toContain('are of serial 6, which is older.');
  expect(whyStale(recorded, { serial: 8, lineage: 'def' })).toContain(
    'of the state with lineage abc, these outputs are',
  );
  expect(whyStale(recorded, undefined)).toContain(
    "Give --serial and --lineage, from: terraform state pull | jq '{serial",
  );
});

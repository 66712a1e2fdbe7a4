import { expect, test } from 'vitest';
import { at } from './at.ts';
import { documentsOf, fileOf } from './recipes.ts';

test('a check that was pending ends, however its build ends', () => {
  const [pipeline] = documentsOf(fileOf('concourse', 'manifests', 'kumiki.yaml'));
  const plan = ['jobs', '0', 'plan'];
  const ends = (hook: string) => at(pipeline, ...plan, '2', hook, 'params', 'status');

  expect(at(pipeline, ...plan, '1', 'params', 'status')).toBe('PENDING');
  expect(at(pipeline, ...plan, '3')).toBeUndefined();
  expect(['on_success', 'on_failure', 'on_error', 'on_abort'].map(ends)).toEqual([
    'SUCCESS',
    'FAILURE',
    'ERROR',
    'ERROR',
  ]);
});

import { expect, test } from 'vitest';
import { renderSummary, type ChangeSummary } from '../../lib/change/change-summary.ts';
import { aPin } from './a-pin.ts';

function summaryOf(changes: Partial<ChangeSummary>): string {
  const steps = [step('production', 'users')];
  return renderSummary({ kind: 'bump', steps, restarts: [], findings: [], remarks: [], notes: [], ...changes }).summary;
}

function step(environment: string, application: string): ChangeSummary['steps'][number] {
  return { environment, application, present: { api: aPin('a') }, pins: { api: aPin('b') } };
}

test('what replaces no Pod says so', () => {
  expect(summaryOf({})).toContain('No Pod is replaced.');
});

test('what was not rendered says that nobody knows yet', () => {
  const summary = summaryOf({ restarts: undefined });

  expect(summary).not.toContain('No Pod');
  expect(summary).toContain('Which Pods are replaced is not known yet: CI of this repository renders it');
});

test('the way back is a command that can be copied', () => {
  const steps = [step('eu', 'users'), step('us', 'users'), step('eu', 'mail')];

  expect(summaryOf({ steps })).toContain(
    'Roll back with `git revert` of the merge, or `kumiki rollback users --env eu --env us --pr`, or `kumiki rollback mail --env eu --pr`.',
  );
  expect(summaryOf({ kind: 'rollback' })).not.toContain('Roll back with');
});

test('a whole fleet of applications goes back by its merge', () => {
  const steps = ['a', 'b', 'c', 'd'].map((application) => step('eu', application));

  expect(summaryOf({ steps })).toContain('Roll back with `git revert` of the merge.');
});

test('a note mentions nobody, and its digests can be copied', () => {
  const { digest } = aPin('a');

  const summary = summaryOf({ notes: [`ghcr.io/acme/users-api:1@${digest} is of @ada, (@eve) <b>`] });

  expect(summary).toContain(`> ghcr.io/acme/users-api:1@${digest} is of @\u200Bada, (@\u200Beve) &lt;b&gt;`);
});

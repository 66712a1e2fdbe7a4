import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { waive, type WaiverProps } from '../../lib/constructs/waive.ts';
import { renderFindings } from '../render-findings.ts';

const rule = 'security/credential';
const url = 'amqp://guest:guest@rabbitmq:5672';

test('a waived finding is told with its reason, and is no error', () => {
  const { findings } = renderFindings((environment) => {
    waive(new Config(new Application(environment, 'a'), 'settings', { url }), { rule, reason: 'only on a laptop' });
  });

  expect(findings).toMatchObject([
    {
      rule,
      severity: 'info',
      construct: 'a/settings',
      path: '/data/url',
      message: expect.stringMatching(
        /^ConfigMap a\/a-settings: \/data\/url looks like .* Waived at a\/settings: only on a laptop$/,
      ),
    },
  ]);
});

test('it holds for what is below, and for nothing beside', () => {
  const { findings } = renderFindings((environment) => {
    const app = new Application(environment, 'a');
    const group = new Construct(app, 'group');
    new Config(group, 'below', { url });
    new Config(app, 'beside', { url });
    waive(group, { rule, reason: 'only on a laptop' });
  });

  expect(findings.map(({ construct, severity }) => [construct, severity])).toEqual([
    ['a/group/below', 'info'],
    ['a/beside', 'error'],
  ]);
});

test('of two, the nearer one holds, and the other has no effect', () => {
  const { findings } = renderFindings((environment) => {
    const app = new Application(environment, 'a');
    waive(app, { rule, reason: 'far' });
    waive(new Config(app, 'settings', { url }), { rule, reason: 'near' });
  });

  expect(findings).toMatchObject([
    { rule, severity: 'info', message: expect.stringContaining('Waived at a/settings: near') },
    { rule: 'practice/waiver-without-effect', severity: 'error', construct: 'a' },
  ]);
});

test('one that waives nothing is an error at its construct', () => {
  const { findings } = renderFindings((environment) => {
    waive(new Config(new Application(environment, 'a'), 'settings', { LEVEL: 'info' }), { rule, reason: 'in case' });
  });

  expect(findings).toEqual([
    {
      rule: 'practice/waiver-without-effect',
      severity: 'error',
      message: 'a/settings: waives security/credential, which finds nothing there. Remove the waiver.',
      environment: 'test',
      application: 'a',
      construct: 'a/settings',
      source: 'apps/app.ts:7',
    },
  ]);
});

test.each<[string, object, string]>([
  [
    'an empty reason',
    { rule, reason: ' ' },
    'a/settings: waive: the reason is " ". Say why security/credential is wrong here.',
  ],
  ['no reason', { rule }, 'a/settings: waive: the reason is undefined.'],
  ['an unknown rule', { rule: 'security/credentials', reason: 'x' }, 'Did you mean security/credential?'],
  [
    'a rule that nothing lifts',
    { rule: 'security/plain-secret', reason: 'x' },
    '"security/plain-secret" is no rule that can be waived.',
  ],
])('%s is refused', (_, props, message) => {
  const { findings } = renderFindings((environment) => {
    waive(new Config(new Application(environment, 'a'), 'settings', { LEVEL: 'info' }), props as WaiverProps);
  });

  expect(findings).toMatchObject([{ severity: 'error', message: expect.stringContaining(message) }]);
});

test('a second waiver of a rule, and one of a whole environment, are refused', () => {
  const { findings } = renderFindings((environment) => {
    const settings = new Config(new Application(environment, 'a'), 'settings', { url });
    waive(settings, { rule, reason: 'one' });
    waive(settings, { rule, reason: 'two' });
    waive(environment, { rule, reason: 'all' });
  });

  expect(findings.map(({ message }) => message)).toEqual([
    'a/settings: waive: security/credential is waived here already. Keep one of the two.',
    expect.stringContaining('waive: a whole environment cannot be waived.'),
    expect.stringContaining('Waived at a/settings: one'),
  ]);
});

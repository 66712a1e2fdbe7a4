import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { UserError } from '../../lib/errors.ts';
import { renderFindings } from '../render-findings.ts';

test('what build throws is a finding, behind those of the constructs before it', () => {
  const { findings } = renderFindings((environment) => {
    new Config(new Application(environment, 'Wrong'), 'a', { A: 'a' });
    throw new UserError('apps/a.ts:3: no');
  });

  expect(findings.map(({ rule, environment }) => [rule, environment])).toEqual([
    ['practice/invalid-prop', 'test'],
    ['practice/build', 'test'],
  ]);
  expect(findings[1]).toMatchObject({ severity: 'error', message: 'apps/a.ts:3: no', file: 'environments/test.ts' });
});

test('a bug of ours is thrown on with its stack', () => {
  expect(() =>
    renderFindings(() => {
      throw new TypeError('bug');
    }),
  ).toThrow(TypeError);
});

test.each<[string, () => unknown]>([
  ['an async build', async () => undefined],
  ['one that fails', async () => Promise.reject(new Error('later'))],
  // oxlint-disable-next-line unicorn/no-thenable
  ['anything that is waited for', () => ({ then: () => undefined })],
])('%s is refused, and what it still does is of no matter', (_, build) => {
  expect(renderFindings(build).findings).toMatchObject([
    {
      rule: 'practice/build',
      message:
        'environments/test.ts: build of test is asynchronous. Remove async: nothing is fetched while an environment is built.',
    },
  ]);
});

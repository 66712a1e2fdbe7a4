import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { showNamedValue } from '../../lib/manifest/show-value.ts';
import { renderFindings } from '../render-findings.ts';

test.each<[string, unknown, string]>([
  ['LEVEL', 'info', '"info"'],
  ['LEVEL', 7, '7'],
  ['DB_PASSWORD', 'hunter2', 'a string'],
  ['DB_PASSWORD', 12_345_678, 'a number'],
  ['DB_PASSWORD', 12n, 'a bigint'],
  ['DB_PASSWORD', undefined, 'undefined'],
  ['DB_PASSWORD', null, 'null'],
  ['DB_PASSWORD', {}, 'an object'],
  ['DB_PASSWORD', true, 'true'],
])('of %s with %o a message shows %s', (name, value, shown) => {
  expect(showNamedValue(name, value)).toBe(shown);
});

test('what is refused under a telling name is never repeated', () => {
  const { findings } = renderFindings((environment) => {
    const app = new Application(environment, 'users');
    new Config(app, 'settings', { DB_PASSWORD: 12_345_678, API_TOKEN: 'abc12345678\0' } as unknown as Record<
      string,
      string
    >);
    new WebService(app, 'api', {
      image: 'a:1',
      port: 80,
      args: ['--password=a12345678\0'],
      env: { DB_PASSWORD: 12_345_678n as unknown as string, PASSWORD: 'a12345678\uD800' },
    });
  });

  expect(findings.length).toBeGreaterThan(4);
  expect(JSON.stringify(findings)).not.toContain('12345678');
});

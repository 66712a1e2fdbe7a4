import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { file } from '../../lib/constructs/file.ts';
import { existingSecret } from '../../lib/constructs/secret.ts';
import { WebService } from '../../lib/constructs/web-service.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { renderConstruct } from '../../lib/testing/index.ts';
import { renderFindings } from '../render-findings.ts';

function data(values: Readonly<Record<string, unknown>>): unknown {
  return renderConstruct((app) => new Config(app, 'settings', values as Record<string, string>)).find('ConfigMap').data;
}

test('is a ConfigMap of its texts, byte for byte', () => {
  const values = { A: '', B: ' x\n', 'c.conf': '\tq\r\n\u2028', '-_.': 'ok', [`${'k'.repeat(253)}`]: 'long' };

  expect(data(values)).toEqual(values);
});

test('takes files of the repository and references', () => {
  const { find } = renderConstruct((app) => {
    const api = new WebService(app, 'api', { image: 'a:1', port: 8080 });
    new Config(app, 'settings', {
      licence: file('LICENSE'),
      host: api.host,
      nested: JSON.stringify({ upstream: { url: api.url('/v1') }, port: api.port }),
      template: `server ${api.host}:${api.port};`,
    });
  });

  expect(find('ConfigMap').data).toEqual({
    licence: expect.stringContaining('Apache License'),
    host: 'test-api.test.svc',
    nested: '{"upstream":{"url":"http://test-api.test.svc:8080/v1"},"port":"8080"}',
    template: 'server test-api.test.svc:8080;',
  });
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['a number', { PORT: 80 }, "test/settings: PORT is 80. A value is text, such as '80', or file('path')."],
  ['a boolean', { DEBUG: true }, "DEBUG is true. A value is text, such as 'true'"],
  ['undefined', { LEVEL: undefined }, 'LEVEL is undefined. A value is text'],
  ['a BigInt', { N: 1n }, "N is 1. A value is text, such as '1'"],
  ['a Date', { D: new Date(0) }, "D is a Date. A value is text, such as 'debug'"],
  ['a key of a Secret', { P: existingSecret('db').key('p') }, 'P is a KeyReference. A value is text'],
  [
    'a key with a space',
    { 'a b': 'x' },
    "'a b' cannot be a key. Use letters, digits, '-', '_' and '.', at most 253 of them.",
  ],
  ['an empty key', { '': 'x' }, "'' cannot be a key."],
  ['a key of 254 characters', { ['k'.repeat(254)]: 'x' }, 'cannot be a key.'],
  ['the key ..data', { '..data': 'x' }, "'..data' cannot be a key."],
  ['the key .', { '.': 'x' }, "'.' cannot be a key."],
  ['NUL', { A: 'a\0b' }, '/data/A is "a\\u0000b", which JSON cannot hold.'],
  ['half a surrogate pair', { A: 'a\uD800' }, '/data/A is "a\\ud800", which JSON cannot hold.'],
  ['a missing file', { A: file('no/such/file') }, 'no/such/file: there is no such file.'],
  ['a file outside of the repository', { A: file('../secret') }, '../secret: is outside the repository.'],
])('refuses %s', (_, values, message) => {
  expect(() => data(values)).toThrow(message);
});

test('a key that it has not is told with those that it has', () => {
  const outcome = renderFindings((environment) => {
    const config = new Config(new Application(environment, 'users'), 'settings', { A: 'a', B: 'b' });
    new Worker(Application.of(config), 'mailer', { image: 'a:1', env: { C: config.key('C' as 'A') } });
  });

  expect(outcome.findings).toMatchObject([
    {
      rule: 'reference/unknown-key',
      message: "users/settings: has no key 'C'. There are: A, B.",
      construct: 'users/settings',
      source: 'apps/app.ts:7',
    },
  ]);
});

test('a Config of another namespace is out of reach of a Pod', () => {
  const outcome = renderFindings((environment) => {
    const settings = new Config(new Application(environment, 'users'), 'settings', { A: 'a' });
    new Worker(new Application(environment, 'near', { namespace: 'users' }), 'x', {
      image: 'a:1',
      env: { A: settings.key('A') },
    });
    new Worker(new Application(environment, 'far'), 'x', { image: 'a:1', files: { '/etc/app': settings } });
  });

  expect(outcome.findings).toMatchObject([
    {
      rule: 'reference/other-namespace',
      construct: 'far/x',
      message:
        'far/x: uses the Config users/settings, which is in the namespace users, while it is in far. Make a Config in its own application.',
    },
  ]);
});

import { expect, test } from 'vitest';
import { Config } from '../../lib/constructs/config.ts';
import { ExternalDatabase, type Engine, type ExternalDatabaseProps } from '../../lib/constructs/external-database.ts';
import { renderConstruct } from '../../lib/testing/render.ts';
import '../../lib/testing/matchers.ts';

test.each<[Engine, number]>([
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['mongodb', 27_017],
  ['redis', 6379],
])('%s has the port %d', (engine, port) => {
  const { find } = renderConstruct((app) => {
    const database = new ExternalDatabase(app, 'database', { engine, host: 'db.example.com' });
    return new Config(app, 'settings', { url: database.url('users') });
  });

  expect(find('Service').spec?.ports).toEqual([{ name: engine, port }]);
  expect(find('ConfigMap').data).toEqual({ url: `${engine}://db.example.com:${port}/users` });
});

test('a url names the database of the props, or another one, or none', () => {
  const { find } = renderConstruct((app) => {
    const location = { engine: 'mysql', addresses: ['10.0.0.1'], port: 3307 } as const;
    const database = new ExternalDatabase(app, 'a', { ...location, database: 'a/b' });
    const bare = new ExternalDatabase(app, 'b', location);
    return new Config(app, 'settings', {
      own: database.url(),
      other: `${database.url('c')}?ssl=true`,
      none: bare.url(),
    });
  });

  expect(find('ConfigMap').data).toEqual({
    own: 'mysql://test-a.test.svc:3307/a%2Fb',
    other: 'mysql://test-a.test.svc:3307/c?ssl=true',
    none: 'mysql://test-b.test.svc:3307',
  });
});

test.each<[Engine, string, string]>([
  [
    'postgresql',
    'postgresql://db.example.com:5432/users?sslmode=require',
    'postgresql://db.example.com:5432/?sslmode=require',
  ],
  ['mysql', 'mysql://db.example.com:3306/users?ssl-mode=REQUIRED', 'mysql://db.example.com:3306/?ssl-mode=REQUIRED'],
  ['mariadb', 'mariadb://db.example.com:3306/users?ssl=true', 'mariadb://db.example.com:3306/?ssl=true'],
  ['mongodb', 'mongodb://db.example.com:27017/users?tls=true', 'mongodb://db.example.com:27017/?tls=true'],
  ['redis', 'rediss://db.example.com:6379/users', 'rediss://db.example.com:6379'],
])('a url of %s with tls asks for it, and names the real host', (engine, named, none) => {
  const { find } = renderConstruct((app) => {
    const database = new ExternalDatabase(app, 'database', { engine, host: 'db.example.com', tls: true });
    return new Config(app, 'settings', { named: database.url('users'), none: database.url(), host: database.host });
  });

  expect(find('ConfigMap').data).toEqual({ named, none, host: 'db.example.com' });
});

test('addresses are a headless Service and an EndpointSlice', () => {
  const { find } = renderConstruct(
    (app) => new ExternalDatabase(app, 'database', { engine: 'redis', addresses: ['10.0.0.1'] }),
  );

  expect(find('Service')).toHaveFields({ spec: { clusterIP: 'None', ports: [{ name: 'redis', port: 6379 }] } });
  expect(find('EndpointSlice')).toHaveFields({ addressType: 'IPv4', ports: [{ name: 'redis', port: 6379 }] });
});

test.each<[string, object, string]>([
  ['an unknown engine', { engine: 'oracle', host: 'a.example' }, 'engine is "oracle". There are: postgresql, mysql'],
  ['a bad port', { engine: 'redis', host: 'a.example', port: 0 }, 'test/database: port is 0.'],
  ['a misspelt prop', { engine: 'redis', hots: 'a.example' }, 'Did you mean host?'],
])('refuses %s', (_, props, message) => {
  const render = (): unknown =>
    renderConstruct((app) => new ExternalDatabase(app, 'database', props as ExternalDatabaseProps));

  expect(render).toThrow(message);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExternalDatabase } from '../../lib/constructs/external-database.ts';
import { ExternalService } from '../../lib/constructs/external-service.ts';
import { standInList, standInNumber, standInText } from '../../lib/external/stand-in-values.ts';
import { renderConstruct } from '../../lib/testing/render.ts';

test('a text is a host, unless its key speaks of something else', () => {
  expect(standInText('database', 'host')).toBe('host.database.example.com');
  expect(standInText('database', 'write_Endpoint')).toBe('write-endpoint.database.example.com');
  expect(standInText('database', 'ip_address')).toMatch(/^192\.0\.2\.\d+$/);
  expect(standInText('network', 'cidr')).toBe('192.0.2.0/24');
});

test('every key has its own number and address, the same in every run', () => {
  expect(standInNumber('database', 'port')).toBe(standInNumber('database', 'port'));
  expect(standInNumber('database', 'port')).not.toBe(standInNumber('database', 'other'));
  expect(standInList('database', 'addresses')).not.toEqual(standInList('ldap', 'addresses'));
  expect(standInList('network', 'cidrs')).toEqual(['192.0.2.0/24']);
});

test('hosts, ports and addresses of any key are taken by what is outside', () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,61}[A-Za-z0-9]$/);
  const hostKey = key.filter((one) => standInText('a', one).endsWith('.example.com'));
  const listKey = key.filter((one) => !/cidr/i.test(one));

  fc.assert(
    fc.property(hostKey, listKey, key, (host, list, port) => {
      const location = { host: standInText('db_1', host), port: standInNumber('x', port) };

      const { objects } = renderConstruct((app) => {
        new ExternalDatabase(app, 'a', { engine: 'mysql', ...location });
        new ExternalService(app, 'b', { addresses: standInList('db', list), ports: 80 });
      });

      expect(objects.map(({ kind }) => kind).toSorted()).toEqual(['EndpointSlice', 'Service', 'Service']);
    }),
    { numRuns: 20 },
  );
});

import { expect, test } from 'vitest';
import { follow, tryOutputPath } from '../../lib/external/output-path.ts';

test.each<[string, string, readonly (string | number)[]]>([
  ['db', 'db', []],
  ['db-hosts_1.write', 'db-hosts_1', ['write']],
  ['hosts[0]', 'hosts', [0]],
  ['db.replicas[12].host', 'db', ['replicas', 12, 'host']],
  ['größe.wert', 'größe', ['wert']],
])('%s is an output and a way into it', (text, output, steps) => {
  expect(tryOutputPath(text)).toEqual({ output, steps });
});

test.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[]', 'a[-1]', 'a[01]', 'a["b"]', '0a', 'a b', 'a[0]b', 'a\n'])(
  '%j is none',
  (text) => {
    expect(tryOutputPath(text)).toBeUndefined();
  },
);

const value = { hosts: ['a', 'b'], port: 5432, deep: { list: [{ name: 'x' }] } };

test('the way leads to a value', () => {
  expect(follow(value, ['deep', 'list', 0, 'name'])).toEqual({ value: 'x', way: '.deep.list[0].name' });
  expect(follow(value, [])).toEqual({ value, way: '' });
});

test.each<[readonly (string | number)[], string]>([
  [['hots'], ' has no .hots. It has: hosts, port, deep.'],
  [['toString'], ' has no .toString. It has: hosts, port, deep.'],
  [['hosts', 2], '.hosts has 2 items, so it has no [2]. They count from 0.'],
  [['port', 'x'], '.port is no object, so it has no .x. Mend the map.'],
  [['hosts', 'x'], '.hosts is no object, so it has no .x. Mend the map.'],
  [[0], ' is no list, so it has no [0]. Mend the map.'],
])('a way that ends before says where: %j', (steps, problem) => {
  expect(follow(value, steps)).toEqual({ problem });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tryCidr } from '../../../lib/constructs/external/cidr.ts';
import { addressOfBits, isMapped, specialRangeOf, tryIpAddress } from '../../../lib/constructs/external/ip-address.ts';

test.each([
  ['10.0.0.10', '10.0.0.10'],
  ['255.255.255.255', '255.255.255.255'],
  ['2001:DB8::0001', '2001:db8::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
])('%s is written as %s', (text, canonical) => {
  expect(tryIpAddress(text)?.text).toBe(canonical);
});

test.each([
  '',
  'db.example.com',
  '10.0.0',
  '010.0.0.1',
  '10.0.0.256',
  '10.0.0.1/32',
  'fe80::1%eth0',
  ':::1',
  ' 10.0.0.1',
])('%j is no address', (text) => {
  expect(tryIpAddress(text)).toBeUndefined();
});

test.each([
  ['0.0.0.0', 'unspecified'],
  ['127.3.2.1', 'loopback'],
  ['169.254.169.254', 'link-local'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['240.0.0.1', undefined],
  ['255.255.255.255', 'broadcast'],
  ['10.0.0.1', undefined],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['fe80::1', 'link-local'],
  ['febf::1', 'link-local'],
  ['fec0::1', undefined],
  ['ff02::1', 'multicast'],
  ['ff0e::1', 'multicast'],
  ['fe00::1', undefined],
  ['2001:db8::1', undefined],
])('%s is in the range %s', (text, range) => {
  const address = tryIpAddress(text);

  expect(address && specialRangeOf(address)).toBe(range);
});

test('knows an IPv4 address in IPv6', () => {
  const mapped = ['::ffff:10.0.0.1', '::ffff:a00:1', '::fffe:10.0.0.1', '10.0.0.1'].map((text) => {
    const address = tryIpAddress(text);
    return address && isMapped(address);
  });

  expect(mapped).toEqual([true, true, false, false]);
});

test('an address has the same text again after its bits', () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6()).map((text) => tryIpAddress(text));

  fc.assert(
    fc.property(address, (one) => {
      expect(one && addressOfBits(one.family, one.bits)).toBe(one?.text);
    }),
  );
});

test.each([
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.1/8', '10.0.0.0/8', true],
  ['10.0.0.1/32', '10.0.0.1/32', false],
  ['0.0.0.0/0', '0.0.0.0/0', false],
  ['2001:DB8::/32', '2001:db8::/32', false],
  ['2001:db8::1/64', '2001:db8::/64', true],
])('the range %s is %s', (text, canonical, hasHostBits) => {
  expect(tryCidr(text)).toEqual({ text: canonical, hasHostBits });
});

test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0/8', '::/129', '10.0.0.0/8/8', '::ffff:10.0.0.0/104'])(
  '%s is no range',
  (text) => {
    expect(tryCidr(text)).toBeUndefined();
  },
);

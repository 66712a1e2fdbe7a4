import { expect, test } from 'vitest';
import type { Pin } from '../../../lib/change/pins.ts';
import { comparePins } from '../../../lib/change/status/compare-pins.ts';

function pin(tag: string, build?: string): Pin {
  return { image: 'acme/api', tag, ...(build !== undefined && { source: { repository: 'acme/api', build } }) };
}

test.each<[string, Record<string, Pin>, Record<string, Pin>, string | undefined]>([
  ['the same tag', { api: pin('1') }, { api: pin('1') }, 'same'],
  [
    'the same digest under another tag',
    { api: { ...pin('1'), digest: 'sha256:a' } },
    { api: { ...pin('2'), digest: 'sha256:a' } },
    'same',
  ],
  ['a later build', { api: pin('2', '10') }, { api: pin('1', '9') }, 'ahead'],
  ['an earlier build', { api: pin('1', '9') }, { api: pin('2', '10') }, 'behind'],
  ['another tag without a build', { api: pin('1') }, { api: pin('2') }, 'differs'],
  [
    'one earlier, one the same',
    { api: pin('1', '9'), web: pin('1') },
    { api: pin('2', '10'), web: pin('1') },
    'behind',
  ],
  [
    'one earlier, one later',
    { api: pin('1', '9'), web: pin('2', '10') },
    { api: pin('2', '10'), web: pin('1', '9') },
    'differs',
  ],
  ['a name more', { api: pin('1'), web: pin('1') }, { api: pin('1') }, 'differs'],
  ['no pins', {}, { api: pin('1') }, undefined],
  ['no pins upstream', { api: pin('1') }, {}, undefined],
])('%s', (_, pins, upstream, difference) => {
  expect(comparePins(pins, upstream)).toBe(difference);
});

import { expect, test } from 'vitest';
import { didYouMean } from '../lib/did-you-mean.ts';

test.each([
  ['replcas', ['replicas', 'rollout'], 'replicas'],
  ['repilcas', ['replicas', 'rollout'], 'replicas'],
  ['Replicas', ['replicas', 'rollout'], 'replicas'],
  ['probe', ['probes', 'ports'], 'probes'],
  ['prot', ['port', 'probes'], 'port'],
  ['colour', ['image', 'port'], undefined],
  ['x', ['image', 'port'], undefined],
  ['', ['image'], undefined],
  ['anything', [], undefined],
])('%s among %j is %s', (word, candidates, expected) => {
  expect(didYouMean(word, candidates)).toBe(expected);
});

test('the nearest of several wins, the first of equals', () => {
  expect(didYouMean('imagse', ['imagess', 'images', 'image'])).toBe('images');
  expect(didYouMean('pot', ['port', 'post'])).toBe('port');
});

import { expect, test } from 'vitest';
import { departureOf } from '../../lib/change/pin-history.ts';
import { aPin } from './a-pin.ts';

/** The oldest first, one letter a commit; `-` where there is no pin. */
function historyOf(letters: string) {
  return [...letters]
    .map((letter, index) => ({ commit: `${index}`, pins: letter === '-' ? undefined : { api: aPin(letter) } }))
    .toReversed();
}

test.each([
  ['what is on the pin has not left', 'ab', 'b', undefined],
  ['what never was on it has not left', 'ab', 'c', undefined],
  ['a later image replaced it', 'ab', 'a', 'forward 1'],
  ['a revert took it off', 'aba', 'b', 'back 2'],
  ['a rollback over two images took off both: the first', 'abca', 'b', 'back 3'],
  ['a rollback over two images took off both: the last', 'abca', 'c', 'back 3'],
  ['what was taken off stays so after a fix', 'abad', 'b', 'back 2'],
  ['a revert of something later does not take off what it had replaced', 'abcb', 'a', 'forward 1'],
  ['what was put on once more, and replaced, was replaced', 'ababc', 'b', 'forward 4'],
  ['without a pin now, anything may come', 'ab-', 'a', undefined],
  ['commits that change another name are no steps', 'aabbaa', 'b', 'back 4'],
])('%s', (_, letters, image, expected) => {
  const departure = departureOf(aPin(image), 'api', historyOf(letters));

  expect(departure && `${departure.went} ${departure.commit}`).toBe(expected);
});

import { expect, test } from 'vitest';
import type { Pins } from '../../../lib/change/pins.ts';
import { pinSteps } from '../../../lib/change/status/pin-steps.ts';

/** Versions of one pin by tag, the oldest first; commits are numbered from 1. */
function stepsOf(...tags: readonly (string | undefined)[]): readonly string[] {
  const history = tags.map((tag, index) => ({
    commit: `${index + 1}`,
    pins: tag === undefined ? undefined : ({ api: { image: 'acme/api', tag } } satisfies Pins),
  }));
  return pinSteps(history.toReversed()).flatMap(({ commit, changes }) =>
    changes.map(
      ({ from, to, backTo }) => `${commit}: ${from} → ${to}${backTo === undefined ? '' : ` back to ${backTo}`}`,
    ),
  );
}

test('each change, the newest first, without commits that changed no image', () => {
  expect(stepsOf('1', '1', '2')).toEqual(['3: acme/api:1 → acme/api:2', '1: null → acme/api:1']);
});

test('an image that comes back names the commit that had brought it, the last time', () => {
  expect(stepsOf('1', '2', '1', '3', '1')).toEqual([
    '5: acme/api:3 → acme/api:1 back to 3',
    '4: acme/api:1 → acme/api:3',
    '3: acme/api:2 → acme/api:1 back to 1',
    '2: acme/api:1 → acme/api:2',
    '1: null → acme/api:1',
  ]);
});

test('a file that goes and comes again', () => {
  expect(stepsOf('1', undefined, '1')).toEqual([
    '3: null → acme/api:1 back to 1',
    '2: acme/api:1 → null',
    '1: null → acme/api:1',
  ]);
});

import { expect, test } from 'vitest';
import { moveSource, type SourceMoveRequest } from '../../../../lib/cli/commands/promote-source/move-source.ts';

const OLD = `abc12345${'0'.repeat(32)}`;
const NEW = `def56789${'0'.repeat(32)}`;

function move(request: Partial<SourceMoveRequest>) {
  return moveSource({
    from: 'staging',
    to: 'production',
    commit: NEW,
    base: 'main',
    toBase: 'ancestor',
    present: OLD,
    toPresent: 'descendant',
    ...request,
  });
}

test('a later commit of the base branch becomes the file of the target', () => {
  expect(move({})).toEqual({
    action: 'move',
    file: 'environments/production/source.json',
    text: `{\n  "commit": "${NEW}"\n}\n`,
    notes: [],
  });
});

test.each([
  [
    'its tip, where the target has no commit yet and is built from that',
    { toBase: 'same', toPresent: 'same', present: undefined },
  ],
  ['a commit on the way to it', { toBase: 'ancestor' }],
] as const)('the base branch counts with %s', (_, request) => {
  expect(move(request)).toMatchObject({ action: 'move', notes: [] });
});

test('the same commit is nothing to do, also where nobody knows the branch', () => {
  expect(move({ present: NEW, toPresent: 'same', toBase: 'unknown' })).toEqual({ action: 'none' });
});

test.each([
  [
    'diverged',
    'staging: is built from commit def56789, which is not on main. Merge it there, or build staging from a commit that is: environments/staging/source.json',
  ],
  ['descendant', 'staging: is built from commit def56789, which is not on main.'],
  [
    'unknown',
    'staging: is built from commit def56789, and this clone does not show whether that is on main. Fetch the history of main (git fetch --unshallow)',
  ],
] as const)('a commit that is %s to the base branch is refused, with --again too', (toBase, words) => {
  expect(move({ toBase, again: true })).toEqual({ action: 'refused', message: expect.stringContaining(words) });
});

test('what was proposed before, whoever gave it, is told by itself', () => {
  const from = undefined;
  for (const toBase of ['diverged', 'unknown'] as const)
    expect(move({ from, toBase })).toEqual({
      action: 'refused',
      message: 'production: commit def56789 is not on main any more.',
    });
  expect(move({ from, toPresent: 'ancestor' })).toMatchObject({
    message: expect.stringContaining('and commit def56789 is older: it would take changes back.'),
  });
});

test.each([
  [OLD, 'production: is built from commit abc12345, and commit def56789 of staging is older'],
  [undefined, 'production: is built from the tip of main, and commit def56789 of staging is older'],
])('what is older than %s is refused without --again', (present, words) => {
  expect(move({ present, toPresent: 'ancestor' })).toEqual({
    action: 'refused',
    message: `${words}: it would take changes back. Add --again where that is meant.`,
  });
  expect(move({ present, toPresent: 'ancestor', again: true })).toMatchObject({
    action: 'move',
    notes: [expect.stringContaining('production: goes back from')],
  });
});

test.each([
  [
    'diverged',
    'production: commit abc12345 and commit def56789 have diverged: what only the former has is taken back.',
  ],
  ['unknown', 'production: whether commit def56789 comes after commit abc12345 is unknown here.'],
] as const)('a present commit that is %s is noted', (toPresent, note) => {
  expect(move({ toPresent })).toMatchObject({ action: 'move', notes: [note] });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardText, unguardText } from '../../../lib/forge/gitlab/guarded-text.ts';
import { BRANCH, requestOf, withFakeGitLab } from './with-fake-gitlab.ts';

const COMMANDS = 'Users:\n/close\n\n/merge\nsee /close\n```\n/label ~urgent\n```';

test('lines that begin with a slash run nothing in a new text, in one that is edited, and in a comment', async () => {
  const { fake, forge } = await withFakeGitLab();

  const opened = await forge.open({ branch: BRANCH, base: 'main', title: 'Bump users', text: COMMANDS });
  await forge.edit(opened, { title: 'Bump users', text: `${COMMANDS}\n\r/approve` });
  requestOf(fake).approvedBy.add('ann');
  await forge.dismissApprovals(opened, '/reopen');

  // The fake tells what runs; see `with-fake-gitlab.ts`.
  expect(opened.text).toBe(COMMANDS);
  expect(await forge.pullRequestsOf(BRANCH, 'main')).toMatchObject([{ text: `${COMMANDS}\n/approve` }]);
  expect(requestOf(fake).notes).toEqual(['\u200B/reopen']);
});

test('a text that has what guards already is read as it was written', () => {
  expect(unguardText(guardText('\u200B/close'))).toBe('\u200B/close');
  expect(unguardText('a\u200B/b\n\u200B')).toBe('a\u200B/b\n\u200B');
});

test('whatever is written has no line that begins with a slash, and is read as it was', () => {
  const parts = fc.constantFrom('/', '\n', '\r', '\u200B', 'close', ' ', '\u2028', '`');
  fc.assert(
    fc.property(fc.string({ unit: parts }), (text) => {
      const guarded = guardText(text);

      expect(guarded.replaceAll('\r', '').split('\n')).not.toContainEqual(expect.stringMatching(/^\//));
      expect(unguardText(guarded)).toBe(text.replaceAll('\r', ''));
    }),
  );
});

import { expect, test } from 'vitest';
import { renderSourceText, type SourceText } from '../../../../lib/cli/commands/promote-source/render-source-text.ts';

const render = (text: Partial<SourceText> = {}) =>
  renderSourceText({
    from: 'staging',
    to: 'production',
    plan: { present: 'a'.repeat(40), commit: 'b'.repeat(40) },
    commits: { lines: ['bbbbbbbb Add a cache', 'cccccccc Log more'], more: 0 },
    restarts: ['Deployment users/users-api'],
    findings: [],
    notes: [],
    ...text,
  });

test('a reviewer reads what comes, what it does, what is to be known, and the way back', () => {
  const { summary, message } = render({
    findings: [{ rule: 'practice/x', severity: 'warning', message: 'users: <b> of @ada\nis odd.' }],
    notes: ['production: goes back from the tip of main to commit bbbbbbbb.'],
  });

  expect(message).toBe('bbbbbbbb Add a cache\ncccccccc Log more');
  expect(summary).toMatchInlineSnapshot(`
    "Builds it from commit \`bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\`, as \`staging\` is, instead of \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\`.

    Commits that come with it:

        bbbbbbbb Add a cache
        cccccccc Log more

    Replaces the Pods of:

        Deployment users/users-api

    Findings:

        warning: users: <b> of @ada is odd.

    Notes:

        production: goes back from the tip of main to commit bbbbbbbb.

    Go back with \`git revert\` of the merge, or with \`kumiki promote --source --from UPSTREAM --to production --again\`, where UPSTREAM is built from an older commit."
  `);
});

test('without Pods, findings and notes only that is said', () => {
  const { summary } = render({
    plan: { present: undefined, commit: 'b'.repeat(40) },
    commits: undefined,
    restarts: [],
  });

  expect(summary.split('\n\n').slice(0, -1)).toEqual([
    `Builds it from commit \`${'b'.repeat(40)}\`, as \`staging\` is.`,
    'No Pod is replaced.',
  ]);
});

test('however much there is, a host takes it', () => {
  const many = Array.from({ length: 5000 }, (_, index) => `${index} ${'x'.repeat(90)}`);

  const { summary } = render({
    commits: { lines: many, more: 17 },
    restarts: many,
    findings: many.map((message) => ({ rule: 'practice/x', severity: 'info', message })),
    notes: many,
  });

  expect(summary.length).toBeLessThan(65_536 / 2);
  expect(summary.match(/^ {4}and \d+ more$/gm)).toHaveLength(4);
});

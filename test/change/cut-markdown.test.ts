import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutMarkdown } from '../../lib/change/cut-markdown.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => `| ${index} | users |`);
const items = (count: number) => Array.from({ length: count }, (_, index) => `- workload ${index}`);

test('what fits stays as it is', () => {
  expect(cutMarkdown('| a |\n|---|\n| b |', 20)).toBe('| a |\n|---|\n| b |');
});

test('a long table is cut by whole rows, and short lists beside it stay whole', () => {
  const text = [
    ['| environment | image |', '|---|---|', ...rows(1000)].join('\n'),
    'Runs in `staging`.',
    ['Replaces the Pods of:', ...items(3)].join('\n'),
    '> a note\n>\n> another',
  ].join('\n\n');

  const cut = cutMarkdown(text, 1000);

  expect(cut.length).toBeLessThanOrEqual(1000);
  expect(cut).toMatch(/^\| environment \| image \|\n\|---\|---\|\n\| 0 \| users \|\n/);
  expect(cut).toMatch(
    /\| \d+ \| users \|\n\nand \d+ more: see the files of this pull request\n\nRuns in `staging`\.\n\n/,
  );
  expect(cut).toMatch(/\n\nReplaces the Pods of:\n- workload 0\n- workload 1\n- workload 2\n\n> a note\n>\n> another$/);
  const shown = cut.match(/\| users \|$/gm)?.length ?? 0;
  expect(cut).toContain(`and ${1000 - shown} more`);
});

test.each([
  [
    'list',
    'Replaces the Pods of:\n',
    items(500),
    /\n- workload \d+\n- and \d+ more: see the files of this pull request$/,
  ],
  ['code', 'Commits:\n\n', items(500).map((one) => `    ${one}`), /\n {4}- workload \d+\n {4}and \d+ more: see the/],
  ['notes', '', items(500).map((one) => `> ${one}\n>`), /\n> - workload \d+\n>\n> and \d+ more: see the/],
])('a long %s says in its own form how much is missing', (_, head, lines, expected) => {
  const cut = cutMarkdown(`${head}${lines.join('\n')}`, 2000);

  expect(cut.length).toBeLessThanOrEqual(2000);
  expect(cut).toMatch(expected);
});

test('the last blocks go where there are too many of them', () => {
  const text = Array.from({ length: 400 }, (_, index) => `Commits of \`app-${index}\`:\n\n    abc1234 ${index}`).join(
    '\n\n',
  );

  const cut = cutMarkdown(text, 2000);

  expect(cut).toMatch(
    /^Commits of `app-0`:\n\n {4}abc1234 0\n\n[\s\S]*\n\nThere is more: see the files of this pull request\.$/,
  );
});

test('nothing is ever too long', () => {
  const line = fc.oneof(
    fc.constantFrom('', '> ', '| a | b |', '    code', '- item', '>'),
    fc.string({ maxLength: 200 }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 100 }), fc.integer({ min: 0, max: 3000 }), (lines, room) => {
      expect(cutMarkdown(lines.join('\n'), room).length).toBeLessThanOrEqual(room);
    }),
  );
});

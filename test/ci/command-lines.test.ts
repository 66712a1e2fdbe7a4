import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { expect, test } from 'vitest';
import { createProgram } from '../../lib/cli/program.ts';
import { ioOf } from './io.ts';
import { recipeFiles } from './recipes.ts';
import { scriptsOf } from './scripts-of.ts';

const lines = [...new Set(recipeFiles.flatMap((file) => scriptsOf(file).flatMap(commandLinesIn)))].toSorted();

test('the recipes use the commands that they are for', () => {
  const commands = new Set(lines.map((line) => line.split(' ').slice(0, 2).join(' ')));

  expect([...commands].toSorted()).toEqual([
    'bump users',
    'check --base',
    'preview close',
    'preview open',
    'preview sweep',
    'refresh',
    'refresh --host',
    'repair --pr',
    'synth --check',
  ]);
});

test('what is proposed without a person is merged without one, where the environment says so', () => {
  const proposing = lines.filter((line) => /^(?:bump|preview (?:open|close|sweep)) /.test(line));

  expect(proposing.filter((line) => !line.includes(' --pr --auto-merge'))).toEqual([]);
  expect(proposing.length).toBeGreaterThanOrEqual(4);
});

test.each(lines)('kumiki %s', (line) => {
  const program = createProgram([], ioOf(), () => undefined);

  const { command, words } = findCommand(program, wordsOf(line));
  const { operands, unknown } = command.parseOptions([...words]);

  expect(unknown).toEqual([]);
  const declared = command.registeredArguments;
  const isOpen = declared.some(({ variadic }) => variadic);
  expect(operands.length).toBeGreaterThanOrEqual(declared.filter(({ required }) => required).length);
  expect(operands.length).toBeLessThanOrEqual(isOpen ? Number.POSITIVE_INFINITY : declared.length);
  const missing = command.options.filter(({ mandatory, long }) => mandatory && !words.includes(long ?? ''));
  expect(missing.map(({ long }) => long)).toEqual([]);
});

function findCommand(program: CommandUnknownOpts, words: readonly string[]) {
  let command = program;
  let rest = words;
  const names: string[] = [];
  for (;;) {
    const next = command.commands.find((one) => one.name() === rest[0]);
    if (next === undefined) break;
    names.push(next.name());
    [command, rest] = [next, rest.slice(1)];
  }
  expect(names, `kumiki ${words.join(' ')}`).not.toEqual([]);
  return { command, words: rest };
}

/** Each call of kumiki in a script, on one line, without what a shell does with its result. */
function commandLinesIn(script: string): readonly string[] {
  const joined = script.replaceAll(/\\\n\s*/g, '').replaceAll(/^\s*#.*$/gm, '');
  return [...joined.matchAll(/\bnpx kumiki ([^\n;|>&]*)/g)].map(([, line = '']) => line.trim());
}

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('right usages compile, and every wrong one is refused at its line', () => {
  const source = readFileSync('test/types/wrong.ts', 'utf8').split('\n');
  const marked = source.flatMap((line, index) => (line.endsWith('// refused') ? [`wrong.ts:${index + 1}`] : []));

  const refused = compile().map(({ file, line }) => `${file}:${line}`);

  expect([...new Set(refused)]).toEqual(marked);
});

function compile(): readonly { readonly file: string; readonly line: number }[] {
  const output = run(['node_modules/typescript/bin/tsc', '-p', 'test/types', '--pretty', 'false']);
  return [...output.matchAll(/^(?:.*\/)?([\w.-]+)\((\d+),\d+\): error/gm)].map(([, file = '', line]) => ({
    file,
    line: Number(line),
  }));
}

function run(args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, args, { encoding: 'utf8' });
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

import process from 'node:process';
import { expect, test } from 'vitest';
import { LineProcess } from '../../lib/process/line-process.ts';

function start(code: string): Promise<LineProcess> {
  return LineProcess.start(process.execPath, ['--input-type=module', '--eval', code], { cwd: '/', env: {} });
}

const ECHO = `console.log('hello'); process.stdin.on('data', (text) => process.stdout.write('<' + text)); process.stdin.on('end', () => console.error('bye'));`;

test('it greets, answers each line, and ends when it is given no more', async () => {
  const echo = await start(ECHO);

  expect(await echo.next()).toBe('hello');
  expect(await echo.ask('one')).toBe('<one');
  expect(await echo.ask('two')).toBe('<two');
  expect(await echo.end()).toBe('bye\n');
});

test('one that ends by itself has no next line, and says why on standard error', async () => {
  const broken = await start(`console.error('no memory'); process.exitCode = 1;`);

  expect(await broken.next()).toBeUndefined();
  expect(await broken.ask('one')).toBeUndefined();
  expect(await broken.end()).toBe('no memory\n');
});

test('one that does not stop to talk can be ended', async () => {
  const talker = await start(
    `process.stdout.on('error', () => process.exit()); setInterval(() => console.log('a'), 1);`,
  );

  expect(await talker.next()).toBe('a');
  expect(await talker.end()).toBe('');
});

test('a program that is not there is an error', async () => {
  await expect(LineProcess.start('/nothing/here', [], { cwd: '/', env: {} })).rejects.toThrow('ENOENT');
});

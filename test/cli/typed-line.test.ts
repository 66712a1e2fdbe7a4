import { expect, test } from 'vitest';
import { TypedLine } from '../../lib/cli/typed-line.ts';

function type(...keys: readonly string[]): TypedLine {
  const line = new TypedLine();
  for (const some of keys) line.type(Buffer.from(some));
  return line;
}

test.each([
  ['hunter2\r', 'hunter2'],
  ['hunter2\n', 'hunter2'],
  ['hunter2\u0004', 'hunter2'],
  ['\r', ''],
  ['huu\u007Fnter2\r', 'hunter2'],
  ['huu\bnter2\r', 'hunter2'],
  ['hunter\u0015hunter2\r', 'hunter2'],
  ['\u007F\u007Fhunter2\r', 'hunter2'],
  ['hü€😀\u007F\u007F\u007F\r', 'h'],
  ['hü\r', 'hü'],
  ['a\tb\r', 'a\tb'],
])('%j gives %j', (keys, text) => {
  const line = type(keys);

  expect(line.hasEnded).toBe(true);
  expect(line.take().toString()).toBe(text);
});

test('keys may come one by one', () => {
  const line = type('h', 'i');

  expect(line.hasEnded).toBe(false);
  expect(type('h', 'i', '\r').take().toString()).toBe('hi');
});

test.each([
  ['hunter2\u0003', 'Interrupted: nothing was written.'],
  ['hunter2\r\u0003', 'Interrupted: nothing was written.'],
  ['a\rb\r', 'Several lines were typed or pasted.'],
  ['a\r\n', 'Several lines were typed or pasted.'],
  ['hunter2\u001B[D\r', 'A key was pressed that is no text, such as an arrow.'],
  ['hunter2\u001A\r', 'A key was pressed that is no text'],
])('%j is refused', (keys, problem) => {
  expect(() => type(keys).take()).toThrow(problem);
});

test('what was typed can be overwritten', () => {
  const line = type('hunter2\r');

  line.wipe();

  expect(line.take()).toEqual(Buffer.alloc(7));
});

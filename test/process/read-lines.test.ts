import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from '../../lib/process/read-lines.ts';

async function* chunksOf(bytes: Uint8Array, size: number) {
  await Promise.resolve();
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function linesOf(text: string, size: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of readLines(chunksOf(Buffer.from(text), size))) lines.push(line);
  return lines;
}

test('only a line feed ends a line, however the stream is cut', async () => {
  const document = fc
    .string({ unit: 'grapheme' })
    .map((text) => JSON.stringify({ text: `${text}\r\u2028\u2029\u0085` }));
  await fc.assert(
    fc.asyncProperty(fc.array(document, { minLength: 1 }), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
      expect(await linesOf(`${lines.join('\n')}\n`, size)).toEqual(lines);
      expect(await linesOf(lines.join('\n'), size)).toEqual(lines);
    }),
  );
});

test('a stream of nothing has no lines, and an empty line is one', async () => {
  expect(await linesOf('', 1)).toEqual([]);
  expect(await linesOf('\n\na', 2)).toEqual(['', '', 'a']);
});

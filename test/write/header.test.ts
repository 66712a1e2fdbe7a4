import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { HEADER, isOurs } from '../../lib/write/header.ts';

test.each([
  ['the line', `${HEADER}\napiVersion: v1\n`, true],
  ['with carriage returns', `${HEADER}\r\napiVersion: v1\r\n`, true],
  ['behind a byte-order mark', `\uFEFF${HEADER}\n`, true],
  ['alone', HEADER, true],
  ['with more on it', `${HEADER} Really.\n`, false],
  ['on the second line', `\n${HEADER}\n`, false],
  ['behind a blank', ` ${HEADER}\n`, false],
  ['cut', HEADER.slice(0, -1), false],
  ['nothing', '', false],
])('a file is ours by its first line: %s', (_, text, ours) => {
  expect(isOurs(Buffer.from(text))).toBe(ours);
});

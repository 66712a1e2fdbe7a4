import { expect, test } from 'vitest';
import { contentLength, whyNoSeal } from '../../lib/secret/seal-structure.ts';
import { seal } from '../../lib/secret/seal.ts';
import { rsaKeys } from './make-certificate.ts';

const SEALED = seal(Buffer.from('hunter2'), { scope: 'cluster-wide', namespace: 'n', name: 'n' }, rsaKeys().publicKey);
const BYTES = Buffer.from(SEALED, 'base64');

test.each([
  ['nothing', '', 'is empty.'],
  ['a text', 'hunter2', 'is no base64.'],
  ['spaces', `${SEALED.slice(0, -4)} \n==`, 'is no base64.'],
  ['the alphabet of URLs', `_-${SEALED.slice(2)}`, 'is no base64.'],
  ['one character less', SEALED.slice(0, -1), 'is no base64.'],
  ['a short one', 'Ag==', 'is no seal, or was cut off.'],
  ['base64 of something else', Buffer.from('hunter2 hunter2').toString('base64'), 'is no seal, or was cut off.'],
  ['no session key', Buffer.concat([Buffer.alloc(2), BYTES]).toString('base64'), 'is no seal, or was cut off.'],
  ['a cut tag', BYTES.subarray(0, 2 + 256 + 15).toString('base64'), 'is no seal, or was cut off.'],
])('%s is no seal', (_, text, problem) => {
  expect(whyNoSeal(text)).toBe(problem);
});

test('a seal says how many bytes it holds', () => {
  expect(whyNoSeal(SEALED)).toBeUndefined();
  expect(contentLength(SEALED)).toBe(7);
  expect(contentLength(BYTES.subarray(0, 2 + 256 + 16).toString('base64'))).toBe(0);
});

import { isUtf8 } from 'node:buffer';
import { tryBinaryKey } from './binary-keys.ts';

/** What base64 holds, where it is worth a look. */
export type Decoded = { readonly text: string } | { readonly key: string };

/** Shorter than any credential that is worth to be hidden in it. */
const SHORTEST = 20;
/** Enough to tell what it is. */
const SAMPLE = 96;

/** Decodes base64 of both alphabets; undefined where it holds neither text nor a key that we know. */
export function decodeBase64(base64: string): Decoded | undefined {
  const start = Buffer.from(base64.slice(0, SAMPLE), 'base64');
  if (isBinary(start)) {
    const key = tryBinaryKey(start);
    return key === undefined ? undefined : { key };
  }
  const bytes = base64.length <= SAMPLE ? start : Buffer.from(base64, 'base64');
  return isUtf8(bytes) && !isBinary(bytes) ? { text: bytes.toString('utf8') } : undefined;
}

/** Long runs of base64 in a text, over line breaks and indentation. None is without capitals, as names are. */
export function* base64Runs(text: string): Generator<{ readonly start: number; readonly base64: string }> {
  if (text.length < SHORTEST || !LONG.test(text)) return;
  for (const { 0: run, index } of text.matchAll(RUN))
    if (/[A-Z]/.test(run)) yield { start: index, base64: run.replaceAll(BREAK, '') };
}

const LONG = /[A-Za-z0-9+/_-]{20}/;
const BREAK = /\s+|\\+[nr]/g;
const RUN =
  /(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{60,}(?:(?:\r?\n[ \t]*|\\+n)[A-Za-z0-9+/_-]+)*|[A-Za-z0-9+/_-]{20,})={0,2}/g;

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;

function isBinary(bytes: Buffer): boolean {
  return CONTROL.test(bytes.toString('latin1')) || !isMostlyUtf8(bytes);
}

/** A sample may end within a character. */
function isMostlyUtf8(bytes: Buffer): boolean {
  return [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut))));
}

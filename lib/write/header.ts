import { Buffer } from 'node:buffer';

/** First line of every file that kumiki writes: what does not bear it is not ours, and is never touched. */
export const HEADER = '# Rendered by kumiki. Do not edit: change the source and run synth.';

/** How many bytes of a file {@link isOurs} needs. */
export const HEADER_BYTES = 128;

const LINE = Buffer.from(HEADER);
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** Whether a file that starts with these bytes was written by kumiki. An editor's byte-order mark and carriage returns are forgiven. */
export function isOurs(start: Buffer): boolean {
  const from = start.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const end = from + LINE.length;
  if (!start.subarray(from, end).equals(LINE)) return false;
  return start.length === end || start[end] === 0x0a || start[end] === 0x0d;
}

import { createHash } from 'node:crypto';
import type { ObjectFormat } from './object-format.ts';

/** The id that git gives a text: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export function blobId(text: string, format: ObjectFormat): string {
  return createHash(format)
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}

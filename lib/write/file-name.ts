import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** File systems end at 255 bytes; this leaves room for an extension and for the temporary names of other programs. */
const LONGEST = 200;
const HASH_LENGTH = 10;

/** What a hash stands behind. An escape always has two digits behind its `_`, so no other name reads like this. */
const HASH_MARK = '__';

/**
 * The name of a file or folder: lower case, `_xx` for each byte outside [a-z0-9.-]. Where it loses capitals or is too long, a hash of the
 * identity keeps it apart from others.
 *
 * @param cased the part of `text` in which capitals tell identities apart
 */
export function fileName(text: string, cased: string, identity: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9.-]|^\./gu, escape);
  const isExact = name.length <= LONGEST && cased === cased.toLowerCase();
  return isExact ? name : hashedName(name, identity);
}

/** The name with a hash of the identity, at most 200 bytes. */
export function hashedName(name: string, identity: string): string {
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, HASH_LENGTH);
  const stem = name.split(HASH_MARK, 1)[0] ?? '';
  return `${stem.slice(0, LONGEST - HASH_LENGTH - HASH_MARK.length)}${HASH_MARK}${hash}`;
}

/** An application's folder: its name, unless somebody hands over one that no construct would take. */
export function applicationFolder(application: string): string {
  return fileName(application, application, application);
}

function escape(character: string): string {
  return [...Buffer.from(character)].map((byte) => `_${byte.toString(16).padStart(2, '0')}`).join('');
}

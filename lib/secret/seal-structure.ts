/** The tag of AES-256-GCM. */
const TAG = 16;
/** RSA of 2048 bits, the least that a certificate may have. */
const SHORTEST_SESSION_KEY = 256;

/** What is wrong with a seal, as the rest of a sentence; undefined where nothing is. Only the controller can tell whether it opens. */
export function whyNoSeal(sealed: string): string | undefined {
  if (sealed === '') return 'is empty.';
  if (sealed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(sealed)) return 'is no base64.';
  return contentLength(sealed) === undefined ? 'is no seal, or was cut off.' : undefined;
}

/** How many bytes a seal holds: sealing adds the same to every value. Undefined where it is no seal. */
export function contentLength(sealed: string): number | undefined {
  const head = Buffer.from(sealed.slice(0, 4), 'base64');
  if (head.length < 2) return undefined;
  const sessionKey = head.readUInt16BE(0);
  const length = Buffer.byteLength(sealed, 'base64') - 2 - sessionKey - TAG;
  return sessionKey < SHORTEST_SESSION_KEY || length < 0 ? undefined : length;
}

/** How files begin that hold a private key: their bytes, in hexadecimal, lengths left out. */
const KEY_FILES: readonly (readonly [label: string, start: RegExp])[] = [
  // PKCS#8: version, then the algorithm's identifier.
  ['a private key', /^30(?:8[12](?:..){1,2}|..)02010030(?:0[5-9a-f]|1.)06/],
  // PKCS#1: version, then a modulus. SEC 1: version 1, then 28 to 66 bytes.
  ['a private key', /^3082....020100028[12]/],
  ['a private key', /^30(?:81..|..)02010104(?:1c|20|30|42)/],
  // Encrypted PKCS#8: PBES2.
  ['an encrypted private key', /^3082....30(?:81..|..)06092a864886f70d01050d/],
  // PKCS#12: version 3, then PKCS#7 data.
  ['a key store (PKCS#12)', /^30(?:8[0-4](?:..){0,4}|..)02010330(?:8[0-4](?:..){0,4}|..)06092a864886f70d0107/],
  ['a key store (JKS)', /^(?:feedfeed|cececece)0000000/],
  ['a private key', /^6f70656e7373682d6b65792d7631/],
];

/** What a file of bytes holds; undefined where it is no key that we know. */
export function tryBinaryKey(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 64).toString('hex');
  return KEY_FILES.find(([, pattern]) => pattern.test(start))?.[0];
}

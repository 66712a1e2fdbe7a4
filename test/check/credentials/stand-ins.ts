import { createHash } from 'node:crypto';

// Credentials are made when a test runs: no scanner finds one in this repository, and none was ever real.

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const HEX = `${DIGITS}abcdef`;
export const BASE32 = `${LOWER.toUpperCase()}234567`;
export const BASE62 = `${DIGITS}${LOWER}${LOWER.toUpperCase()}`;
export const BASE64 = `${BASE62}+/`;
export const BASE64URL = `${BASE62}-_`;
export { DIGITS };

/** Characters that look random and are the same in every run. */
export function noise(alphabet: string, length: number, seed = 'a'): string {
  let text = '';
  for (let round = 0; text.length < length; round++) {
    for (const byte of createHash('sha256').update(`${seed}${round}`).digest())
      text += alphabet[byte % alphabet.length];
  }
  return text.slice(0, length);
}

/** Key material between the lines of PEM. */
export function pem(kind: string, seed = 'pem'): string {
  const lines = noise(BASE64, 256, seed).match(/.{64}/g) ?? [];
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ''].join('\n');
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function jwt(alg: string): string {
  const signature = alg === 'none' ? '' : noise(BASE64URL, 43, 'signature');
  return [base64url({ alg, typ: 'JWT' }), base64url({ sub: 'kumiki', iat: 1_700_000_000 }), signature].join('.');
}

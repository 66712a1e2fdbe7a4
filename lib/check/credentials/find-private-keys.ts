import type { Hit } from './hit.ts';

/** A header of PEM with something of the key behind it: scripts and documents name the header alone. Line feeds may be escaped, as in JSON. */
const PEM =
  /-{4,5} ?BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}(?:\s|\\{1,3}[nr])*[A-Za-z0-9+/=]{4}(?:(?!-{4,5} ?END)[\s\S])*(?:-{4,5} ?END [A-Z0-9 ]{1,60}-{4,5})?/g;
const PUTTY = /PuTTY-User-Key-File-\d:[\s\S]{0,2000}?Private-Lines: *\d+(?:\s*[A-Za-z0-9+/=]+)*/g;
/** An object of JSON without objects in it, as keys are. */
const OBJECT = /\{[^{}]*\}/g;
const ASYMMETRIC = /"kty\\{0,3}"\s*:\s*\\{0,3}"(?:EC|OKP|RSA)\\{0,3}"/;
const PRIVATE_PART = /"d\\{0,3}"\s*:\s*\\{0,3}"[\w-]{20,}/;
const SYMMETRIC = /"kty\\{0,3}"\s*:\s*\\{0,3}"oct\\{0,3}"/;
const SYMMETRIC_PART = /"k\\{0,3}"\s*:\s*\\{0,3}"[\w-]{10,}/;

/** Private keys as text: PEM of every kind, PuTTY's, JSON Web Keys. In the order of the text. */
export function findPrivateKeys(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  if (text.includes('PRIVATE KEY')) hits.push(...hitsOf(text, PEM));
  if (text.includes('PuTTY-User-Key-File')) hits.push(...hitsOf(text, PUTTY));
  if (text.includes('kty'))
    hits.push(...hitsOf(text, OBJECT).filter(({ start, end }) => isPrivate(text.slice(start, end))));
  return hits.toSorted((one, other) => one.start - other.start);
}

function isPrivate(key: string): boolean {
  return (ASYMMETRIC.test(key) && PRIVATE_PART.test(key)) || (SYMMETRIC.test(key) && SYMMETRIC_PART.test(key));
}

function hitsOf(text: string, pattern: RegExp): readonly Hit[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    label: 'a private key',
  }));
}

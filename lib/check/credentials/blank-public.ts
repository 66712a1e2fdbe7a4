/** How PEM begins that everybody may read, or that only its owner can. */
const PUBLIC =
  /-{4,5} ?BEGIN (?:(?:TRUSTED |X509 |NEW |RSA |DSA |EC |SSH2 ){0,3}(?:CERTIFICATE(?: REQUEST)?|PUBLIC KEY|CRL|DH PARAMETERS|EC PARAMETERS|ATTRIBUTE CERTIFICATE|PKCS7|CMS|OCSP RESPONSE)|PGP (?:PUBLIC KEY BLOCK|MESSAGE|SIGNATURE)|AGE ENCRYPTED FILE) ?-{4,5}/g;
const END = '-END ';

/** A text with blanks for the certificates and public keys in it: there is nothing to find in them, and much to search. */
export function blankPublic(text: string): string {
  if (!text.includes('BEGIN ')) return text;
  const spans: Span[] = [];
  for (const { index } of text.matchAll(PUBLIC)) {
    const end = text.indexOf(END, index);
    if (end < 0) break;
    spans.push({ start: index, end });
  }
  return blank(text, spans);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text with blanks for some spans of it, in their order; lines stay. */
export function blank(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), text.slice(start, end).replaceAll(/[^\n]/g, ' '));
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

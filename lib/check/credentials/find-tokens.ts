import type { Hit } from './hit.ts';
import { looksRandom } from './looks-random.ts';
import { isMask } from './placeholder.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';

/** All shapes in one expression: it is tried only where a word starts, so that most of a text costs nothing. */
const TOKEN = new RegExp(
  `(?:(?<![A-Za-z0-9_])|(?<=\\\\[nrt]))(?=\\w)(?:${TOKEN_SHAPES.map(([, shape]) => `(${shape.source})`).join('|')})`,
  'g',
);

/** Tokens of known shapes. */
export function findTokens(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [token, ...groups] = match;
    const label = TOKEN_SHAPES[groups.findIndex((group) => group !== undefined)]?.[0];
    if (label === undefined || isStandIn(token)) continue;
    // Where code has the field of a variable `s`.
    if (token.startsWith('s.') && !looksRandom(token.slice(2))) continue;
    if (token.startsWith('eyJ') && token.includes('.') && !isSigned(token)) continue;
    hits.push({ start: match.index, end: match.index + token.length, label });
  }
  return hits;
}

/** `ghp_xxxxxxxx`, `AKIA0000…`, `sk-ant-your-key-goes-here`. */
function isStandIn(token: string): boolean {
  return (
    isMask(token.slice(Math.ceil(token.length / 3))) ||
    /[-_](?:your|my|the)[-_]|placeholder|[-_]here$|x{12,}$/i.test(token)
  );
}

function isSigned(token: string): boolean {
  const [header = ''] = token.split('.');
  try {
    const fields: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    // NATS signs what everybody may read: who uses it has a key besides.
    return (
      typeof fields === 'object' && fields !== null && 'alg' in fields && !/^(?:none|ed25519)/.test(String(fields.alg))
    );
  } catch {
    return false;
  }
}

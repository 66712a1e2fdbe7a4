/** A piece of TypeScript that is neither comment nor space. */
export interface Token {
  /** `word` a name, a keyword or a number · `text` between quotes · `other` a template or a regular expression · `sign` one character. */
  readonly is: 'word' | 'text' | 'other' | 'sign';
  /** As it is written, with its quotes. */
  readonly text: string;
  readonly start: number;
}

/**
 * The tokens of a source text, so far as to find calls in it: what stands in comments, quotes, templates and regular expressions is no code.
 * It needs no grammar, and errs only where a slash begins a regular expression behind a bracket, which nobody writes in a declaration.
 */
export function scanTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  scanCode(source, 0, tokens);
  return tokens;
}

/** @returns behind the brace that ends the code of a template, or at the end of all */
function scanCode(source: string, from: number, tokens: Token[]): number {
  let depth = 0;
  let at = from;
  while (at < source.length) {
    const length = lengthOfNothing(source, at);
    if (length > 0) {
      at += length;
      continue;
    }
    const sign = source[at] ?? '';
    if (sign === '`') {
      const start = at;
      at = endOfTemplate(source, at, tokens);
      tokens.push({ is: 'other', text: '`', start });
      continue;
    }
    if (sign === '{') depth += 1;
    if (sign === '}' && depth === 0) return at + 1;
    if (sign === '}') depth -= 1;
    const token = tokenAt(source, at, tokens.at(-1));
    tokens.push(token);
    at += token.text.length;
  }
  return at;
}

const SPACE_OR_COMMENT = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|^#![^\n]*)/y;
const WORD = /[\p{L}\p{N}_$#]+/uy;
const QUOTED = /"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?/y;
const PATTERN = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

function lengthOfNothing(source: string, at: number): number {
  return matchAt(SPACE_OR_COMMENT, source, at).length;
}

function tokenAt(source: string, start: number, last: Token | undefined): Token {
  const word = matchAt(WORD, source, start);
  if (word !== '') return { is: 'word', text: word, start };
  const quoted = matchAt(QUOTED, source, start);
  if (quoted !== '') return { is: 'text', text: quoted, start };
  const pattern = source[start] === '/' && isBeforeValue(last) ? matchAt(PATTERN, source, start) : '';
  if (pattern !== '') return { is: 'other', text: pattern, start };
  return { is: 'sign', text: source[start] ?? '', start };
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'return typeof case in of new delete void throw instanceof await yield do else'.split(' '),
);

/** Whether a value comes next, so that a slash does not divide. */
function isBeforeValue(last: Token | undefined): boolean {
  if (last === undefined) return true;
  if (last.is === 'word') return KEYWORDS.has(last.text);
  return last.is === 'sign' && !')]}'.includes(last.text);
}

/** Behind its closing backtick. The code in it is code. */
function endOfTemplate(source: string, start: number, tokens: Token[]): number {
  let at = start + 1;
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') at += 2;
    else if (source.startsWith('${', at)) at = scanCode(source, at + 2, tokens);
    else at += 1;
  }
  return at + 1;
}

function matchAt(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}

import { UserError } from '../../errors.ts';

/**
 * Parses a file that machines write and git merges. Beside what is no JSON it refuses a key that is there twice, as a merge of two
 * branches leaves it: `JSON.parse` would take the last one without a word.
 */
export function parseJson(text: string, file: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  const conflict = /^(?:<{7}|={7}|>{7})/m.exec(json);
  if (conflict !== null)
    throw new UserError(`${file}:${lineAt(json, conflict.index)}: a merge conflict is not resolved. Resolve it.`);
  const value = parse(json, file);
  const twice = duplicateKey(json);
  if (twice === undefined) return value;
  throw new UserError(`${file}:${twice.line}: ${twice.path} is there twice. Remove one of the two.`);
}

/** The piece of the file that Node quotes: it could be a value that nobody may see. */
const QUOTE = /, (?:\.\.\.)?"[\s\S]*" is not valid JSON$/;

function parse(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    const position = / at position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? '' : `:${lineAt(json, Number(position))}`;
    throw new UserError(
      `${file}${line}: is no JSON: ${message.replace(QUOTE, '').replaceAll(/\s+/g, ' ')}. Mend it, or take the file from an earlier commit.`,
      { cause },
    );
  }
}

interface Token {
  /** A bracket, or a text with its quotes. */
  readonly token: string;
  readonly index: number;
  readonly isKey: boolean;
}

/** Brackets, and texts by their ends: a regular expression would need a stack as long as the longest text. */
function* tokensOf(json: string): Generator<Token> {
  const start = /["{}[\]]/g;
  const colon = /\s*:/y;
  for (let found = start.exec(json); found !== null; found = start.exec(json)) {
    const { 0: sign, index } = found;
    const end = sign === '"' ? endOfText(json, index) : index + 1;
    start.lastIndex = end;
    colon.lastIndex = end;
    yield { token: json.slice(index, end), index, isKey: sign === '"' && colon.test(json) };
  }
}

/** Behind the closing quote. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Of well-formed JSON. */
function duplicateKey(json: string): { readonly line: number; readonly path: string } | undefined {
  const open: { readonly keys: Set<string>; key: string }[] = [];
  for (const { token, index, isKey } of tokensOf(json)) {
    if (token === '{' || token === '[') open.push({ keys: new Set(), key: '' });
    else if (token === '}' || token === ']') open.pop();
    const inner = open.at(-1);
    if (!isKey || inner === undefined) continue;
    inner.key = JSON.parse(token) as string;
    if (inner.keys.has(inner.key))
      return {
        line: lineAt(json, index),
        path: open
          .map(({ key }) => key)
          .filter(Boolean)
          .join('.'),
      };
    inner.keys.add(inner.key);
  }
  return undefined;
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

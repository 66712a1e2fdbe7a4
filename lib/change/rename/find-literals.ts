import { scanTokens, type Token } from './scan-tokens.ts';

/** Where a source text gives an application its id: `super(environment, 'users', { … })`, or `new Application(environment, 'users')`. */
export interface IdLiteral {
  /** From 1. */
  readonly line: number;
  /** Of the text with its quotes. */
  readonly start: number;
  readonly end: number;
  readonly options: OptionsLiteral;
}

/** What stands behind the id. */
export type OptionsLiteral =
  | { readonly is: 'none' }
  | {
      readonly is: 'object';
      /** Behind its opening brace. */
      readonly inside: number;
      readonly isEmpty: boolean;
    }
  /** Something that says the namespace itself, or may. */
  | { readonly is: 'own' };

/** All places in a source text that may give an application this id. A component of the same id may be among them. */
export function findLiterals(source: string, application: string): readonly IdLiteral[] {
  const tokens = scanTokens(source);
  return tokens.flatMap((_, index) => {
    const open = openingOf(tokens, index);
    const id = open === undefined ? undefined : secondArgument(tokens, open);
    const token = id === undefined ? undefined : tokens[id];
    if (id === undefined || token?.is !== 'text' || token.text.slice(1, -1) !== application) return [];
    if (!isSign(tokens[id + 1], ',') && !isSign(tokens[id + 1], ')')) return [];
    return [
      {
        line: source.slice(0, token.start).split('\n').length,
        start: token.start,
        end: token.start + token.text.length,
        options: optionsAt(tokens, id + 1),
      },
    ];
  });
}

/** The bracket of a call that makes an application, where one begins here. */
function openingOf(tokens: readonly Token[], index: number): number | undefined {
  const [word, next] = [tokens[index], tokens[index + 1]];
  const isCall = word?.text === 'super' || (word?.text === 'Application' && tokens[index - 1]?.text === 'new');
  return word?.is === 'word' && isCall && isSign(next, '(') ? index + 1 : undefined;
}

/** The first token behind the first comma of a call. */
function secondArgument(tokens: readonly Token[], open: number): number | undefined {
  const comma = skipTo(tokens, open + 1, (token) => isSign(token, ','));
  return comma === undefined ? undefined : comma + 1;
}

/** @param next behind the id */
function optionsAt(tokens: readonly Token[], next: number): OptionsLiteral {
  const [first, second] = [tokens[next], tokens[next + 1]];
  if (isSign(first, ')') || isSign(second, ')')) return { is: 'none' };
  if (second === undefined || !isSign(second, '{')) return { is: 'own' };
  const inside = { is: 'object', inside: second.start + 1, isEmpty: isSign(tokens[next + 2], '}') } as const;
  for (let at: number | undefined = next + 2; at !== undefined;) {
    const key = tokens[at];
    if (isSign(key, '}')) return inside;
    if (isSign(key, '.') || isSign(key, '[') || isNamespace(key)) return { is: 'own' };
    at = skipTo(tokens, at, (token) => isSign(token, ',') || isSign(token, '}'));
    if (isSign(tokens[at ?? -1], ',') && at !== undefined) at += 1;
  }
  return { is: 'own' };
}

function isNamespace(token: Token | undefined): boolean {
  return token?.text.replace(/^(['"])(.*)\1$/, '$2') === 'namespace';
}

/** The next token of this kind that is in no brackets of its own; undefined where those around it end before. */
function skipTo(
  tokens: readonly Token[],
  from: number,
  isIt: (token: Token | undefined) => boolean,
): number | undefined {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (depth === 0 && isIt(token)) return at;
    if (token?.is !== 'sign') continue;
    if ('([{'.includes(token.text)) depth += 1;
    if (')]}'.includes(token.text)) depth -= 1;
    if (depth < 0) return undefined;
  }
  return undefined;
}

function isSign(token: Token | undefined, text: string): boolean {
  return token?.is === 'sign' && token.text === text;
}

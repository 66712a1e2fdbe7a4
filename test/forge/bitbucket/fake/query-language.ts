import { FakeRefusal } from './answer.ts';

/** What can be asked of: fields of an item, by their path. */
export type FakeItem = Readonly<Record<string, string>>;

type Condition = (item: FakeItem) => boolean;

const TOKEN = /\s*(?:(\(|\)|AND\b|OR\b|!=|=|~)|([a-z_.]+)|"((?:[^"\\]|\\["\\])*)")/y;

/**
 * The part of Bitbucket's query language that the flow needs: texts compared by `=`, `!=` and `~`, with `AND`, `OR` and parentheses
 * (https://developer.atlassian.com/cloud/bitbucket/rest/intro#querying).
 *
 * @throws 400 where it is anything else
 */
export function parseQuery(text: string, fields: readonly string[]): Condition {
  const tokens = tokenize(text);
  let at = 0;
  const take = (): Token => tokens[at++] ?? refuse(text);

  const parseOr = (): Condition => {
    let left = parseAnd();
    while (tokens[at]?.sign === 'OR') {
      at += 1;
      const [before, after] = [left, parseAnd()];
      left = (item) => before(item) || after(item);
    }
    return left;
  };
  const parseAnd = (): Condition => {
    let left = parseOne();
    while (tokens[at]?.sign === 'AND') {
      at += 1;
      const [before, after] = [left, parseOne()];
      left = (item) => before(item) && after(item);
    }
    return left;
  };
  const parseOne = (): Condition => {
    const first = take();
    if (first.sign === '(') {
      const inner = parseOr();
      return take().sign === ')' ? inner : refuse(text);
    }
    const [operator, { value }] = [take().sign, take()];
    const { name } = first;
    if (name === undefined || value === undefined || !fields.includes(name)) return refuse(text);
    return compare(name, operator, value) ?? refuse(text);
  };

  const condition = parseOr();
  return at === tokens.length ? condition : refuse(text);
}

interface Token {
  readonly sign?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null) return refuse(text);
    const [, sign, name, value] = found;
    tokens.push({ sign, name, value: value?.replaceAll(/\\(.)/g, '$1') });
  }
  return tokens;
}

function compare(name: string, operator: string | undefined, value: string): Condition | undefined {
  switch (operator) {
    case '=':
      return (item) => item[name] === value;
    case '!=':
      return (item) => item[name] !== value;
    case '~':
      return (item) => item[name]?.toLowerCase().includes(value.toLowerCase()) === true;
    default:
      return undefined;
  }
}

function refuse(text: string): never {
  throw new FakeRefusal(400, `Invalid query: ${text}`);
}

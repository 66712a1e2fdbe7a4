/** A part of an answer that is asked for: `repository(owner: $owner) { id }`. */
export interface Selection {
  readonly name: string;
  /** Name of an argument to the variable that it takes. */
  readonly variables: Readonly<Record<string, string>>;
  readonly fields: readonly Selection[];
}

export interface Operation {
  readonly kind: 'query' | 'mutation';
  /** Name of a variable to its type: `String!`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly fields: readonly Selection[];
}

/** Reads as much of GraphQL as a client needs that puts everything into variables. @throws a SyntaxError */
export function parseOperation(text: string): Operation {
  const tokens = [...text.matchAll(/\$?\w+!?|[^\s\w]/g)].map(([token]) => token);
  const isNext = (token: string): boolean => tokens[0] === token;
  const expect = (wanted: string): void => {
    const token = tokens.shift();
    if (token !== wanted) throw new SyntaxError(`Parse error on ${token}: expected ${wanted}`);
  };
  const parameters = (isVariable: boolean): Readonly<Record<string, string>> => {
    const found: [string, string][] = [];
    if (!isNext('(')) return {};
    expect('(');
    while (!isNext(')')) {
      if (isNext(',')) expect(',');
      const name = tokens.shift() ?? '';
      expect(':');
      const value = tokens.shift() ?? '';
      if (isVariable !== name.startsWith('$') || isVariable === value.startsWith('$'))
        throw new SyntaxError(`Parse error on ${name}`);
      found.push([name.replace('$', ''), value.replace('$', '')]);
    }
    expect(')');
    return Object.fromEntries(found);
  };
  const selections = (): readonly Selection[] => {
    const found: Selection[] = [];
    expect('{');
    while (!isNext('}')) {
      const name = tokens.shift() ?? '';
      if (!/^\w+$/.test(name)) throw new SyntaxError(`Parse error on ${name}`);
      found.push({ name, variables: parameters(false), fields: isNext('{') ? selections() : [] });
    }
    expect('}');
    return found;
  };
  const kind = tokens.shift();
  if (kind !== 'query' && kind !== 'mutation') throw new SyntaxError(`Parse error on ${kind}`);
  return { kind, variables: parameters(true), fields: selections() };
}

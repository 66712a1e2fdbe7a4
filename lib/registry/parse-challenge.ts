/** What a registry wants to know, with the parameters of its question: realm, service, scope. */
export interface Challenge {
  readonly scheme: 'basic' | 'bearer';
  readonly parameters: Readonly<Record<string, string>>;
}

const PARAMETER = /([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/y;

/**
 * The first challenge of a `WWW-Authenticate` that we can meet, a token rather than a password: `Bearer realm="https://…",service="…"`
 * (https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1). It may hold several, as one list.
 *
 * @returns undefined where there is none
 */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  const challenges = parseAll(header ?? '');
  return challenges.find(({ scheme }) => scheme === 'bearer') ?? challenges[0];
}

function parseAll(header: string): readonly Challenge[] {
  const found: Challenge[] = [];
  let at = 0;
  while (at < header.length) {
    const scheme = /[\s,]*([A-Za-z][\w-]*)(?=\s|$|,)/y;
    scheme.lastIndex = at;
    const named = scheme.exec(header);
    if (named === null) return found;
    at = scheme.lastIndex;
    const parameters: Record<string, string> = {};
    for (;;) {
      const parameter = new RegExp(PARAMETER.source, 'y');
      parameter.lastIndex = at + (/^[\s,]*/.exec(header.slice(at))?.[0].length ?? 0);
      const match = parameter.exec(header);
      if (match === null) break;
      const [, name = '', quoted, plain = ''] = match;
      parameters[name.toLowerCase()] = quoted?.replaceAll(/\\(.)/g, '$1') ?? plain;
      at = parameter.lastIndex;
    }
    const word = named[1]?.toLowerCase();
    if (word === 'basic' || word === 'bearer') found.push({ scheme: word, parameters });
  }
  return found;
}

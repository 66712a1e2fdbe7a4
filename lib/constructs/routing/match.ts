import type { Construct } from 'constructs';
import { checkProps, type PropTable } from '../check-props.ts';
import { showNamedValue } from '../../manifest/show-value.ts';
import { refuse } from '../refuse.ts';

/** Requests that a route takes: those for which all of it holds. */
export interface Match {
  /** @default every method */
  readonly method?: Method | undefined;
  /** The path, or what stands before it and a '/': `/users` takes `/users/7`, but not `/usersx`. `{ exact }`: this one alone. @default every path */
  readonly path?: string | { readonly exact: string } | undefined;
  /** Headers by name, with their whole value. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface CheckedMatch {
  readonly method?: Method | undefined;
  readonly path?: { readonly type: 'Exact' | 'PathPrefix'; readonly value: string } | undefined;
  readonly headers?: readonly { readonly name: string; readonly value: string }[] | undefined;
}

const MATCH = { method: 1, path: 1, headers: 1 } as const satisfies PropTable<Match>;
const EXACT = { exact: 1 } as const;
const METHODS = { GET: 1, HEAD: 1, POST: 1, PUT: 1, PATCH: 1, DELETE: 1, OPTIONS: 1 } as const satisfies Record<
  Method,
  1
>;

// Limits: https://gateway-api.sigs.k8s.io/reference/spec, HTTPRouteRule and HTTPRouteMatch.
const MOST_MATCHES = 64;
const LONGEST_PATH = 1024;
const MOST_HEADERS = 16;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+\-.^_|~`]{1,256}$/;

export function checkMatches(construct: Construct, matches: readonly Match[]): readonly CheckedMatch[] {
  if (matches.length === 0) refuse(construct, "matches is empty. Take every request with [{ path: '/' }].");
  if (matches.length > MOST_MATCHES)
    refuse(construct, `matches has ${matches.length}. A route has at most ${MOST_MATCHES}: make several.`);
  const seen = new Set<string>();
  return matches.map((match, index) => {
    const where = `matches[${index}]`;
    const checked = checkMatch(construct, match, where);
    const key = JSON.stringify(checked);
    if (seen.has(key)) refuse(construct, `${where} is there twice. Write it once.`);
    seen.add(key);
    return checked;
  });
}

function checkMatch(construct: Construct, match: Match, where: string): CheckedMatch {
  checkProps(construct, match, MATCH, where);
  const { method, path, headers } = match;
  if (method !== undefined && !Object.hasOwn(METHODS, method)) {
    refuse(construct, `${where}.method is ${JSON.stringify(method)}. There are: ${Object.keys(METHODS).join(', ')}.`);
  }
  return {
    headers: headers && checkHeaders(construct, headers, `${where}.headers`),
    method,
    path: path === undefined ? undefined : checkPath(construct, path, `${where}.path`),
  };
}

function checkPath(
  construct: Construct,
  path: string | { readonly exact: string },
  where: string,
): NonNullable<CheckedMatch['path']> {
  if (typeof path === 'object') checkProps(construct, path, EXACT, where);
  const value = typeof path === 'object' ? path.exact : path;
  const problem = whyNoPath(value);
  if (problem !== undefined) refuse(construct, `${where} is ${JSON.stringify(value)}. ${problem}`);
  return { type: typeof path === 'object' ? 'Exact' : 'PathPrefix', value };
}

/** Source: the validation rules of HTTPPathMatch; the characters are those of RFC 3986. */
function whyNoPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('/')) return "A path starts with '/'.";
  if (value.length > LONGEST_PATH) return `It is ${value.length} characters long, and the limit is ${LONGEST_PATH}.`;
  if (/[?#]/.test(value)) return "Leave out what stands behind '?' and '#'.";
  if (/\/\/|\/\.\.?(\/|$)|%2f/i.test(value)) return "Leave out '//', '/./', '/../' and '%2F': no client sends them.";
  if (/[*]$/.test(value)) return "There are no wildcards: a path is a prefix already. Leave out '*'.";
  if (!/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(value)) return 'Write other characters as %XX.';
  return undefined;
}

function checkHeaders(
  construct: Construct,
  headers: Readonly<Record<string, string>>,
  where: string,
): CheckedMatch['headers'] {
  const seen = new Set<string>();
  const all = Object.entries(headers).map(([name, value]) => {
    if (!HEADER_NAME.test(name))
      refuse(construct, `${where} has '${name}', which is no header's name. Use letters, digits and '-'.`);
    if (seen.has(name.toLowerCase()))
      refuse(construct, `${where} has '${name}' twice: capitals do not count. Write it once.`);
    seen.add(name.toLowerCase());
    if (typeof value !== 'string' || value === '' || value.length > 4096) {
      refuse(construct, `${where}.${name} is ${showNamedValue(name, value)}. Use text of 1 to 4096 characters.`);
    }
    return { name, value };
  });
  if (all.length === 0 || all.length > MOST_HEADERS)
    refuse(construct, `${where} has ${all.length}. Name 1 to ${MOST_HEADERS}.`);
  return all;
}

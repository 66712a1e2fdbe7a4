import { base64Runs, decodeBase64 } from './decode-base64.ts';
import { blank, blankPublic } from './blank-public.ts';
import { findNamedValues } from './find-named-values.ts';
import { findPasswordsInUrls } from './find-passwords-in-urls.ts';
import { findPrivateKeys } from './find-private-keys.ts';
import { findSpelledOut } from './find-spelled-out.ts';
import { findTokens } from './find-tokens.ts';
import type { Hit } from './hit.ts';
import { blankTemplates } from './placeholder.ts';

/** A hit in a text of lines. */
export interface TextHit {
  readonly label: string;
  /** From 1. */
  readonly line: number;
}

/** Base64 in base64 is looked into; what is deeper was hidden on purpose. */
const DEEPEST = 2;

/** What in a text looks like a credential, whatever the text is called: in the order of the text, one hit a line. */
export function searchText(text: string, depth = 0): readonly TextHit[] {
  const readable = blankPublic(text);
  const keys = findPrivateKeys(readable);
  const rest = blankTemplates(blank(readable, keys));
  const isComment = (offset: number): boolean => isInComment(rest, offset);
  const hits = [
    ...keys,
    ...findTokens(rest),
    ...findPasswordsInUrls(rest, isComment),
    ...findSpelledOut(rest, isComment),
    ...findNamedValues(rest, isComment),
    ...(depth < DEEPEST ? findEncoded(rest, depth) : []),
  ];
  return hits.length === 0 ? NONE : firstOfEachLine(text, hits);
}

const NONE: readonly TextHit[] = [];

const COMMENT = /^\s*(?:\/\/|;|--\s|\*\s|<!--)|(?:^|\s)#/;
/** No comment that matters begins further before. */
const FAR = 500;

function isInComment(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - FAR), offset + 1);
  return COMMENT.test(before.slice(before.lastIndexOf('\n') + 1));
}

function findEncoded(text: string, depth: number): readonly Hit[] {
  const hits: Hit[] = [];
  for (const { start, base64 } of base64Runs(text)) {
    const decoded = decodeBase64(base64);
    if (decoded === undefined) continue;
    const label = 'key' in decoded ? decoded.key : searchText(decoded.text, depth + 1)[0]?.label;
    if (label !== undefined) hits.push({ start, end: start + base64.length, label: encoded(label) });
  }
  return hits;
}

function encoded(label: string): string {
  return label.endsWith(' in base64') ? label : `${label} in base64`;
}

/** What is first in the list of a line's hits says best what it is. */
function firstOfEachLine(text: string, hits: readonly Hit[]): readonly TextHit[] {
  const ranks = new Map(hits.map((hit, rank) => [hit, rank]));
  const best = new Map<number, Hit>();
  let line = 1;
  let at = text.indexOf('\n');
  for (const hit of hits.toSorted((one, other) => one.start - other.start)) {
    for (; at >= 0 && at < hit.start; at = text.indexOf('\n', at + 1)) line++;
    const known = best.get(line);
    if (known === undefined || (ranks.get(hit) ?? 0) < (ranks.get(known) ?? 0)) best.set(line, hit);
  }
  return [...best].map(([of, { label }]) => ({ line: of, label }));
}

import { isFields } from '../fields.ts';

const LONGEST = 300;

/** The texts where hosts put them: `message`, `error` and its description, and `errors`, each a text, an object, or a list or record of those. */
export function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return [...new Set(value.flatMap(wordsIn))];
  if (!isFields(value)) return [];
  const named = ['message', 'error', 'error_description', 'detail', 'errors'].flatMap((name) => wordsIn(value[name]));
  if (named.length > 0) return [...new Set(named)];
  // GitHub: { resource, field, code }. GitLab: { <field>: [texts] }.
  const parts = Object.entries(value).flatMap(([name, part]) => wordsIn(part).map((words) => `${name} ${words}`));
  return parts.length === 0 ? [] : [parts.join(', ')];
}

/** As a message may hold it: at most 300 characters, nothing that a terminal obeys, and no secret, not even a part of one. */
export function oneLine(text: string, hide: (text: string) => string): string {
  const line = hide(text)
    // oxlint-disable-next-line no-control-regex -- what a terminal would obey
    .replaceAll(/[\u0000-\u001F\u007F-\u009F\s]+/g, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

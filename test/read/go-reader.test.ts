import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocuments } from '../../lib/read/read-documents.ts';

/** What k8s.io/apimachinery and sigs.k8s.io/yaml said: recorded by test/e2e/read. */
interface GoResult {
  readonly text: string;
  /** JSON, with the digits as Go wrote them. */
  readonly documents: readonly string[];
  readonly error?: string;
  readonly strict?: string;
}

const RESULTS = readFileSync(new URL('go-reader.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): GoResult => JSON.parse(line));
/** Go takes these, though YAML forbids a text or list to go on without indentation: refused on purpose. */
const STRICTER = ['a: [\n1\n]', 'a: "x\ny"', 'a: [\n1,\n2\n]\nb: 1'];
const read = RESULTS.filter(({ error, text }) => error === undefined && !STRICTER.includes(text));
const refused = RESULTS.filter(({ error }) => error !== undefined);
const duplicates = RESULTS.filter(
  ({ strict, text }) => strict?.includes('already set') === true && !text.includes('<<'),
);

test.each(read)('reads $text as Go does', ({ text, documents }) => {
  const values = readDocuments(text).flatMap(({ value }) => (value === null ? [] : [value]));

  expect(values).toEqual(documents.map((document) => JSON.parse(document, plusZero)));
});

test.each(refused)('refuses $text as Go does: $error', ({ text }) => {
  const rules = readDocuments(text).flatMap(({ problems }) => problems.map(({ rule }) => rule));

  expect(rules).toContain('server/broken-yaml');
});

test.each(STRICTER)('refuses %j, which Go reads against the specification', (text) => {
  const rules = readDocuments(text).flatMap(({ problems }) => problems.map(({ rule }) => rule));

  expect(rules).toContain('server/broken-yaml');
});

test.each(duplicates)('tells of the duplicate key in $text', ({ text }) => {
  const rules = readDocuments(text).flatMap(({ problems }) => problems.map(({ rule }) => rule));

  expect(rules).toContain('server/duplicate-key');
});

function plusZero(_key: string, value: unknown): unknown {
  return value === 0 ? 0 : value;
}

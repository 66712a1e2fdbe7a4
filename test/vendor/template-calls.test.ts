import { expect, test } from 'vitest';
import { replaceCalls, templateCalls } from '../../lib/vendor/template-calls.ts';

const LOOKUP: ReadonlySet<string> = new Set(['lookup']);

test.each<[string, string, readonly number[]]>([
  ['a call', '{{ lookup "v1" "Secret" "a" "b" }}', [1]],
  ['trimmed', 'a:\n  {{- (lookup "v1" "Secret" "a" "b").data -}}', [2]],
  ['in a pipeline', '{{ "b" | lookup "v1" "Secret" "a" }}', [1]],
  ['in an action of several lines', '{{ $x :=\n  lookup "v1"\n  "Secret" "a" "b" }}', [2]],
  ['two of them', '{{ lookup "a" }}\n\n{{ if lookup "b" }}', [1, 3]],
  ['behind an action end in a text', '{{ print "}}" (lookup "a") }}', [1]],
  ['behind a raw text', '{{ print `"` (lookup "a") }}', [1]],
  ['a field', '{{ .Values.lookup }} {{ .lookup }} {{ $lookup }} {{ $x.lookup }}', []],
  ['a text', '{{ include "lookup" . }}', []],
  ['a comment', '{{/* lookup "v1" */}} {{- /* lookup }} */ -}}', []],
  ['outside of actions', 'lookup: {{ .Values.a }} # lookup', []],
  ['another word', '{{ lookups }} {{ my_lookup }}', []],
  ['an action that does not end', '{{ lookup', [1]],
])('%s', (_, text, lines) => {
  expect(templateCalls(text, LOOKUP).map(({ line }) => line)).toEqual(lines);
});

test('calls are replaced where they stand', () => {
  const text = '{{ lookup "a" }} lookup\n{{ (lookup "b").c }}';

  const replaced = replaceCalls(text, templateCalls(text, LOOKUP), ({ line }) => `index "${line}"`);

  expect(replaced).toBe('{{ index "1" "a" }} lookup\n{{ (index "2" "b").c }}');
});

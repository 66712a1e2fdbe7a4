import { openPositions } from './positions.ts';
import { brokenYaml, type Problem } from './problem.ts';
import { readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import type { DocumentText } from './split-documents.ts';

/** What one document says, and the text that its problems' offsets and its JSON Pointers refer to. */
export interface LocatedDocument {
  readonly document: DocumentText;
  /** undefined where it could not be read, null where the document is empty. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** Reads JSON objects, one behind the other; undefined where the text is YAML after all (`{a: b}`). */
export function tryReadJsonStream(document: DocumentText): readonly LocatedDocument[] | undefined {
  const { text } = document;
  const read: LocatedDocument[] = [];
  const at = openPositions(text, document.firstLine);
  let start = 0;
  do {
    const result = readJson(text, start);
    if ('error' in result) {
      if (start > 0) return [...read, { document, value: undefined, problems: [endOfJson(start)] }];
      return explainBoth(document, result.error);
    }
    read.push({
      document:
        start === 0 && result.end === text.length
          ? document
          : { text: text.slice(start, result.end), firstLine: at(start).line },
      value: result.value,
      problems: result.problems.map((problem) => ({ ...problem, offset: problem.offset - start })),
    });
    start = result.end;
  } while (start < text.length);
  return read;
}

/** Of two ways to read a broken text, the one that got further explains it better. */
function explainBoth(document: DocumentText, error: Problem): readonly LocatedDocument[] | undefined {
  const { value, problems } = readYaml(document.text);
  const furthest = Math.max(...problems.map(({ offset }) => offset));
  return value === undefined && furthest <= error.offset ? [{ document, value, problems: [error] }] : undefined;
}

function endOfJson(offset: number): Problem {
  return brokenYaml(
    offset,
    'this is not JSON, and it follows a JSON object. Put `---` on a line of its own before it, or remove it.',
  );
}

import { isFields } from '../fields.ts';
import type { Finding } from '../errors.ts';
import { expandList } from './expand-list.ts';
import { locateIn } from './locate.ts';
import { openPositions, type Position } from './positions.ts';
import { type Problem, toFinding } from './problem.ts';
import { readDocuments } from './read-documents.ts';
import type { DocumentText } from './split-documents.ts';
import { withoutValues } from './without-values.ts';

/** An object of a file as it was written: that it has a kind, a name or a known field is for the checks to say. */
export interface ReadObject {
  readonly object: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** The line that the object starts on, from 1. */
  readonly line: number;
  /** Where a value of the object stands: its key, or the deepest part of the path that is there. Costs a parse when first asked. */
  readonly position: (path: string) => Position | undefined;
}

export interface ReadManifests {
  readonly objects: readonly ReadObject[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the objects of a YAML or JSON file exactly as kubectl, Argo CD and Flux do (YAML 1.1 through Go's sigs.k8s.io/yaml), lists
 * expanded. What they refuse is a finding with its line, and the other documents are read all the same.
 *
 * @param file how findings name the text: `dist/production/users/service-users.yaml`.
 */
export function readManifests(text: string, file: string): ReadManifests {
  const objects: ReadObject[] = [];
  const findings: Finding[] = [];
  for (const { document, value, problems } of readDocuments(text)) {
    const places = openPlaces(document);
    for (const problem of problems)
      findings.push(toFinding(withoutValues(problem, document.text), file, places.at(problem.offset)));
    if (value === undefined || value === null) continue;
    for (const { object, pointer } of expandList(value)) {
      const position = (path: string): Position | undefined => places.of(pointer + path);
      const start = (): Position => (pointer === '' ? places.start() : (position('') ?? places.start()));
      if (isFields(object))
        objects.push({
          object,
          file,
          position,
          get line() {
            return start().line;
          },
        });
      else findings.push(toFinding(notAnObject(object, pointer), file, start()));
    }
  }
  return { objects, findings };
}

interface Places {
  readonly at: (offset: number) => Position;
  readonly of: (pointer: string) => Position | undefined;
  /** The first text that is no comment. */
  readonly start: () => Position;
}

function openPlaces({ text, firstLine }: DocumentText): Places {
  const at = openPositions(text, firstLine);
  const locate = locateIn(text);
  return {
    at,
    of(pointer) {
      const offset = locate(pointer);
      return offset === undefined ? undefined : at(offset);
    },
    start: () => at(Math.max(text.search(/(?<=^ *)[^\s#]/m), 0)),
  };
}

function notAnObject(value: unknown, pointer: string): Problem {
  const where = pointer === '' ? 'the document' : pointer;
  return {
    rule: 'server/not-an-object',
    severity: 'error',
    offset: 0,
    message: Array.isArray(value)
      ? `${where} is a list. Write each item as a document of its own, or as an item of \`kind: List\`.`
      : `${where} is ${describe(value)}. Write an object with apiVersion, kind and metadata.`,
  };
}

/** A long text could be a key or a token alone in its file. */
function describe(value: unknown): string {
  return typeof value === 'string' && value.length > 12 ? 'a text' : `the value ${JSON.stringify(value)}`;
}

import type { Category, Finding, Severity } from '../errors.ts';

/** Something wrong in a text, before it is known where in which file the text stands. */
export interface Problem {
  readonly rule: `${Category}/${string}`;
  readonly severity: Severity;
  /** Into the text that was read. */
  readonly offset: number;
  /** What is wrong, with the value, and what to do: two sentences. */
  readonly message: string;
}

/** A place in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function brokenYaml(offset: number, message: string): Problem {
  return { rule: 'server/broken-yaml', severity: 'error', offset, message };
}

export function toFinding(problem: Problem, file: string, position: Position): Finding {
  return {
    rule: problem.rule,
    severity: problem.severity,
    message: `${file}:${position.line}:${position.column}: ${problem.message}`,
    file,
  };
}

/** The position of an offset in a text whose first line is `firstLine` of its file. */
export function positionAt(text: string, offset: number, firstLine: number): Position {
  let line = firstLine;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return { line, column: Math.min(offset, text.length) - start + 1 };
}

/** A value in a message: on one line, and not longer than a person reads. */
export function quote(value: string): string {
  const text = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return text.slice(1, -1);
}

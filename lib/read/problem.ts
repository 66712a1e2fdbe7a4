import type { Category, Finding, Severity } from '../errors.ts';
import type { Position } from './positions.ts';

/** Something wrong in a text, before it is known where in which file the text stands. */
export interface Problem {
  readonly rule: `${Category}/${string}`;
  readonly severity: Severity;
  /** Into the text that was read. */
  readonly offset: number;
  /** What is wrong, with the value, and what to do: two sentences. */
  readonly message: string;
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

/** A value in a message: on one line, and not longer than a person reads. */
export function quote(value: string): string {
  const text = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return text.slice(1, -1);
}

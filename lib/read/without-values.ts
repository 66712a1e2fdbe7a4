import type { Problem } from './problem.ts';

/** A Secret, in YAML or JSON, well-formed or not. */
const SECRET = /\bkind\\?["']?\s*:\s*["']?Secret\b/;
const QUOTED = /`[^`]*`|"(?:[^"\\]|\\.)*"|-?\d[\d_.eE+]{8,}/g;
/** Signs of YAML in quotes. */
const SHORT = 4;

/** A problem of a text that holds a Secret, without what its message quotes of the text: it could be a value. Keys that stand twice stay. */
export function withoutValues(problem: Problem, text: string): Problem {
  if (problem.rule === 'server/duplicate-key' || !SECRET.test(text)) return problem;
  return { ...problem, message: problem.message.replaceAll(QUOTED, hide) };
}

function hide(quoted: string): string {
  return quoted.length > SHORT ? 'a value that is not shown here' : quoted;
}

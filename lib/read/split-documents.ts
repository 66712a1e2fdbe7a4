import { brokenYaml, quote, type Problem } from './problem.ts';

/** One document of a file. */
export interface DocumentText {
  readonly text: string;
  /** The line of the file that the text starts on, from 1. */
  readonly firstLine: number;
}

export interface SplitDocuments {
  readonly documents: readonly DocumentText[];
  /** Offsets are into the whole text. */
  readonly problems: readonly Problem[];
}

/**
 * Splits where kubectl does, before anything is parsed: at each line that starts with `---`, so that a broken document cannot
 * swallow the next. Only a comment may follow on that line (YAMLReader of k8s.io/apimachinery/pkg/util/yaml).
 */
export function splitDocuments(text: string): SplitDocuments {
  const documents: DocumentText[] = [];
  const problems: Problem[] = [];
  let start = 0;
  let line = 1;
  let readable = true;
  while (start < text.length) {
    const separator = nextSeparator(text, start);
    const end = separator < 0 ? text.length : separator;
    if (readable && end > start) documents.push({ text: text.slice(start, end), firstLine: line });
    if (separator < 0) break;

    const next = endOfLine(text, separator);
    const rest = text.slice(separator + 3, next).trim();
    readable = rest === '' || rest.startsWith('#');
    if (!readable) problems.push(brokenSeparator(separator, rest));
    line += countLines(text, start, next);
    start = next;
  }
  return { documents, problems };
}

function nextSeparator(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const at = text.indexOf('\n---', from);
  return at < 0 ? -1 : at + 1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function brokenSeparator(offset: number, rest: string): Problem {
  return brokenYaml(
    offset,
    `text after the document separator, \`---${quote(rest)}\`. Start the document on a line of its own; until the next separator nothing is read.`,
  );
}

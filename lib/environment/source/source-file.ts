import { didYouMean } from '../../did-you-mean.ts';
import { UserError } from '../../errors.ts';
import { isFields } from '../../fields.ts';
import { parseJson } from '../data/parse-json.ts';

/** What `environments/<env>/source.json` says. */
export interface SourceRecord {
  /** The commit whose tree the environment is built from, whole and in lower case. */
  readonly commit: string;
}

/** Where an environment says which commit it is built from, from the repository's root. */
export function sourceFile(environment: string): string {
  return `environments/${environment}/source.json`;
}

/**
 * A source: `{ "commit": "<sha>" }`.
 *
 * @param text the file's content
 * @param file its path, for messages
 * @throws a UserError with all mistakes, each with its path in the file and its value
 */
export function readSource(text: string, file: string): SourceRecord {
  const content = parseJson(text, file);
  const fields = isFields(content) ? content : {};
  const { commit } = fields;
  const problems = [
    ...(isFields(content) ? [] : [`the content is ${JSON.stringify(content)}. ${EXAMPLE}`]),
    ...Object.keys(fields)
      .filter((key) => key !== 'commit')
      .map((key) => `${key} is no key of it. ${adviceOn(key)}`),
    ...(isFields(content) && !isCommit(commit) ? [`commit is ${JSON.stringify(commit) ?? 'missing'}. ${ADVICE}`] : []),
  ];
  if (isCommit(commit) && problems.length === 0) return { commit };
  throw new UserError(problems.map((problem) => `${file}: ${problem}`).join('\n'));
}

/** The text of a file: two spaces, LF. */
export function renderSource({ commit }: SourceRecord): string {
  return `${JSON.stringify({ commit }, undefined, 2)}\n`;
}

const EXAMPLE = 'Use an object: { "commit": "…" }.';
const ADVICE = 'Use the whole name of a commit, 40 or 64 hexadecimal digits in lower case, as git rev-parse prints it.';

/** SHA-1, or SHA-256: https://git-scm.com/docs/hash-function-transition */
function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function adviceOn(key: string): string {
  return didYouMean(key, ['commit']) === undefined ? 'There is: commit.' : 'Did you mean commit?';
}

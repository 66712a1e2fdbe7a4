import type { Finding } from '../../errors.ts';
import { shortCommit } from './commit-name.ts';
import { isEnvironmentData } from './environment-data-path.ts';
import { sourceFile } from './source-file.ts';

/** An environment that is built from a commit. */
export interface CommitEnvironment {
  readonly environment: string;
  readonly commit: string;
}

const DATA_FILE = /\benvironments\/[\w.-]+\/[\w./-]+/g;

/** A message about user code of a commit: where it names data, which are today's, it says that the two may not fit, and what to do. */
export function withCommitNote(message: string, { environment, commit }: CommitEnvironment): string {
  const file = sourceFile(environment);
  const isAboutData = [...message.matchAll(DATA_FILE)].some(([name]) => name !== file && isEnvironmentData(name));
  if (!isAboutData || message.includes(file)) return message;
  return (
    `${message}\n` +
    `The code is of commit ${shortCommit(commit)}, by ${file}, and the data are today's. ` +
    `Add what that code asks for, or name a commit there that asks for what there is: ${moveCommand(environment)}`
  );
}

/** Findings of a run, with what is known of the commits that environments are built from. */
export function noteCommits(
  findings: readonly Finding[],
  commits: ReadonlyMap<string, CommitEnvironment>,
): readonly Finding[] {
  if (commits.size === 0) return findings;
  return findings.map((finding) => {
    const built = finding.environment === undefined ? undefined : commits.get(finding.environment);
    return built === undefined ? finding : { ...finding, message: noteOf(finding, built) };
  });
}

/** The command that names another commit. */
export function moveCommand(environment: string): string {
  return `kumiki promote --source --from UPSTREAM --to ${environment}`;
}

function noteOf({ message, file, severity }: Finding, built: CommitEnvironment): string {
  const noted = severity === 'error' ? withCommitNote(message, built) : message;
  if (noted !== message || file === undefined || isEnvironmentData(file) || !isOfTree(file)) return noted;
  return `${message}\nThat file is as commit ${shortCommit(built.commit)} has it, by ${sourceFile(built.environment)}.`;
}

/** Not of what is rendered. */
function isOfTree(file: string): boolean {
  return !file.startsWith('dist/');
}

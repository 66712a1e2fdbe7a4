import { moveCommand } from '../../../environment/source/commit-note.ts';
import type { Finding } from '../../../errors.ts';
import type { SourcePlan } from './plan-source.ts';
import { fitLines } from './fit-lines.ts';
import type { SourceCommits } from './source-commits.ts';

/** What a reviewer wants to know of a promotion of code. */
export interface SourceText {
  /** The upstream; undefined where that may have gone on since it was asked. */
  readonly from: string | undefined;
  readonly to: string;
  readonly plan: Pick<SourcePlan, 'present' | 'commit'>;
  /** Undefined where nobody knows them. */
  readonly commits: SourceCommits | undefined;
  /** The workloads whose Pods are replaced. */
  readonly restarts: readonly string[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/**
 * Characters of each list: together half of the least that a host takes, so that the words which people add have room
 * (GitHub: "body is too long (maximum is 65536 characters)", https://github.com/renovatebot/renovate/issues/2032).
 */
const ROOM = { commits: 12_000, restarts: 8_000, findings: 8_000, notes: 4_000 } as const;

/** In Markdown, and the same for the commit's message. */
export function renderSourceText(text: SourceText): { readonly summary: string; readonly message: string } {
  const { from, to, plan, commits, restarts, findings, notes } = text;
  const { present, commit } = plan;
  const listed = commits === undefined ? [] : fitLines(commits.lines, ROOM.commits, commits.more);
  const sections = [
    `Builds it from commit \`${commit}\`${from === undefined ? '' : `, as \`${from}\` is`}${present === undefined ? '' : `, instead of \`${present}\``}.`,
    section('Commits that come with it:', listed),
    section('Replaces the Pods of:', fitLines(restarts, ROOM.restarts)) || 'No Pod is replaced.',
    section(
      'Findings:',
      fitLines(
        findings.map(({ severity, message }) => `${severity}: ${message}`),
        ROOM.findings,
      ),
    ),
    section('Notes:', fitLines(notes, ROOM.notes)),
    `Go back with \`git revert\` of the merge, or with \`${moveCommand(to)} --again\`, where UPSTREAM is built from an older commit.`,
  ];
  return { summary: sections.filter((one) => one !== '').join('\n\n'), message: listed.join('\n') };
}

/** Text of others is indented code, in which no Markdown, mention or tag means anything. */
function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

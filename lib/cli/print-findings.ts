import { styleText } from 'node:util';
import type { Finding, Severity } from '../errors.ts';
import type { Io } from './io.ts';

const COLORS = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<Severity, string>;
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** All findings as a person reads them, by environment, errors first; the same in several environments is said once. */
export function renderFindings(findings: readonly Finding[], color: boolean): string {
  const lines = groupSame(findings).map(({ finding, environments }) => {
    const severity = color ? paint(finding.severity) : finding.severity;
    const where = [finding.source, environments.join(', ')]
      .filter((part) => part !== undefined && part !== '')
      .join(' · ');
    return `${severity} ${finding.message}\n      ${[finding.rule, where].filter((part) => part !== '').join(' · ')}\n`;
  });
  return lines.join('');
}

/** Whether to paint was decided for standard error: styleText would look at standard output. */
function paint(severity: Severity): string {
  return styleText(COLORS[severity], severity, { validateStream: false });
}

interface Group {
  readonly finding: Finding;
  readonly environments: readonly string[];
}

function groupSame(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, { finding: Finding; environments: string[] }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.severity, finding.message, finding.source]);
    const group = groups.get(key) ?? { finding, environments: [] };
    groups.set(key, group);
    if (finding.environment !== undefined && !group.environments.includes(finding.environment))
      group.environments.push(finding.environment);
  }
  return [...groups.values()].toSorted((a, b) => ORDER.indexOf(a.finding.severity) - ORDER.indexOf(b.finding.severity));
}

/** `2 errors, 1 warning` */
export function countFindings(findings: readonly Finding[]): string {
  return ORDER.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => plural(count, severity))
    .join(', ');
}

/** `1 file`, `2 files` */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 || noun === 'info' ? '' : 's'}`;
}

export function printFindings(
  findings: readonly Finding[],
  options: { readonly quiet?: boolean | undefined; readonly color: boolean },
  io: Io,
): void {
  const shown = options.quiet === true ? findings.filter(({ severity }) => severity === 'error') : findings;
  if (shown.length > 0) io.err(`${renderFindings(shown, options.color && io.color)}${countFindings(shown)}\n`);
}

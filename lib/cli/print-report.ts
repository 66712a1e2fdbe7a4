import type { SynthCommandOptions, SynthOutcome } from './synth-outcome.ts';
import type { Io } from './io.ts';
import { plural } from './print-findings.ts';

/** More file names than these are for `git diff` or `--json`. */
const FEW = 20;

/** One line on what a run did, or with `--check` the files that differ. Nothing of a run with errors: it wrote nothing. */
export function printReport(outcome: SynthOutcome, options: SynthCommandOptions, io: Io): void {
  if (outcome.findings.some(({ severity }) => severity === 'error')) {
    io.err(`${options.out} is as it was.\n`);
    return;
  }
  const text = outcome.differences === undefined ? summary(outcome, options.out) : differences(outcome, options.out);
  if (options.quiet !== true || outcome.differences !== undefined) io.out(text);
}

function summary({ environments, elapsed }: SynthOutcome, out: string): string {
  const total = (count: (report: SynthOutcome['environments'][number]) => number): number =>
    environments.reduce((sum, report) => sum + count(report), 0);
  const seconds = Object.values(elapsed).reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000;
  const parts = [
    plural(environments.length, 'environment'),
    plural(
      total(({ objects }) => objects),
      'object',
    ),
    `${plural(
      total(({ files }) => files.written),
      'file',
    )} written`,
    `${total(({ files }) => files.removed)} removed`,
    `${total(({ files }) => files.unchanged)} unchanged`,
  ];
  return `${out}: ${parts.join(', ')}${seconds > 0 ? ` (${seconds.toFixed(1)} s)` : ''}\n`;
}

function differences({ differences: found, environments }: SynthOutcome, out: string): string {
  const { changed = [], missing = [], extra = [] } = found ?? {};
  const lines = [
    ...changed.map((file) => `changed  ${file}`),
    ...missing.map((file) => `missing  ${file}`),
    ...extra.map((file) => `extra    ${file}`),
  ];
  if (lines.length === 0) return `${out} is what the source gives: ${plural(environments.length, 'environment')}.\n`;
  const more = lines.length > FEW ? `  and ${lines.length - FEW} more\n` : '';
  const shown = lines.slice(0, FEW).map((line) => `  ${line}\n`);
  return `${out} is not what the source gives. Run 'npm run synth' and commit it:\n${shown.join('')}${more}`;
}

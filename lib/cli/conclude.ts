import { isError } from '../errors.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { printFindings } from './print-findings.ts';
import { printReport } from './print-report.ts';
import type { SynthCommandOptions, SynthOutcome } from './synth-outcome.ts';

/** Prints what a run has to say, and gives its exit code. */
export function conclude(outcome: SynthOutcome, options: SynthCommandOptions, io: Io): number {
  if (options.json === true) io.out(`${JSON.stringify(outcome, undefined, 2)}\n`);
  else {
    printFindings(outcome.findings, options, io);
    printReport(outcome, options, io);
  }
  if (outcome.findings.some(isError)) return EXIT.mistake;
  const { changed = [], missing = [], extra = [] } = outcome.differences ?? {};
  return changed.length + missing.length + extra.length > 0 ? EXIT.differs : EXIT.done;
}

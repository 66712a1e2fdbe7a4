import { renderEntry } from '../../../change/deletions.ts';
import { isError, type Finding } from '../../../errors.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { plural, printFindings } from '../../print-findings.ts';

/** What a rename has to say; its shape is that of `--json`. */
export interface RenameOutcome {
  /** `failed`: the findings say why, and everything is as it was. */
  readonly action: 'renamed' | 'failed';
  readonly from: string;
  readonly to: string;
  readonly environments: readonly string[];
  /** Written or removed, from the root; those of dist are not among them. */
  readonly files: readonly string[];
  /** False where seals have to be made again first. */
  readonly rendered: boolean;
  readonly reseal: readonly {
    readonly environment: string;
    readonly application: string;
    readonly secret: string;
    readonly keys: readonly string[];
    readonly commands: readonly string[];
  }[];
  /** The entries for what goes under the old name. */
  readonly deletions: readonly {
    readonly environment: string;
    readonly file: string;
    readonly entry: { readonly application?: string | undefined; readonly reason: string };
    /** The file has it. */
    readonly written: boolean;
  }[];
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
}

/** Prints what a rename has to say, and gives its exit code. */
export function concludeRename(outcome: RenameOutcome, options: GlobalOptions, io: Io): number {
  const isFailed = outcome.action === 'failed';
  if (options.json === true) io.out(`${JSON.stringify(outcome, undefined, 2)}\n`);
  else {
    // Those about seals are said as what is to be done.
    printFindings(isFailed ? outcome.findings : outcome.findings.filter((one) => !isError(one)), options, io);
    if (options.quiet !== true) for (const note of outcome.notes) io.err(`note: ${note}\n`);
    if (isFailed)
      io.err(`${outcome.from} is as it was: mend these first, or change its id by hand and run this again.\n`);
    else if (options.quiet !== true) io.out(renderOutcome(outcome));
  }
  return isFailed ? EXIT.mistake : EXIT.done;
}

function renderOutcome({ from, to, environments, files, rendered, reseal, deletions }: RenameOutcome): string {
  const seals = reseal.flatMap(({ commands }) => commands.map((command) => `  ${command}\n`));
  const missing = deletions.filter(({ written }) => !written);
  return [
    `${from} is ${to} now, in ${plural(environments.length, 'environment')}. Changed${rendered ? ', with dist' : ''}:\n`,
    ...files.map((file) => `  ${file}\n`),
    ...(seals.length > 0 ? ['Seal these again, each with the value that it had:\n', ...seals] : []),
    ...(rendered ? [] : ['Then render: npm run synth\n']),
    ...(missing.length > 0
      ? ['What goes under the old name needs an entry, with the reason, for check --base:\n']
      : []),
    ...missing.map(({ file, entry }) => `  ${file}: ${renderEntry(entry)}\n`),
  ].join('');
}

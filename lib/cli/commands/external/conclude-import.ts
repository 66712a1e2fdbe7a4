import type { ValueChange } from '../../../external/list-changes.ts';
import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';

/** What an import has to say; its shape is that of `--json`. */
export interface ImportOutcome {
  readonly action: 'imported' | 'none' | 'differs' | 'refused';
  readonly environment: string;
  readonly files: readonly {
    readonly file: string;
    /** It was written, or with `--check` or a refusal, would be. */
    readonly changed: boolean;
    readonly changes: readonly ValueChange[];
  }[];
  /** Outputs that the map does not name. */
  readonly unused: readonly string[];
  readonly refusals: readonly string[];
  /** Worth knowing, and no mistake. */
  readonly notes: readonly string[];
}

const CODES = {
  imported: EXIT.done,
  none: EXIT.done,
  differs: EXIT.differs,
  refused: EXIT.refused,
} as const satisfies Record<ImportOutcome['action'], number>;

/** Prints what an import has to say, and gives its exit code. */
export function concludeImport(outcome: ImportOutcome, options: GlobalOptions, io: Io): number {
  const { action, refusals, notes } = outcome;
  if (options.json === true) io.out(`${JSON.stringify(outcome, undefined, 2)}\n`);
  else {
    for (const refusal of refusals) io.err(`${refusal}\n`);
    if (options.quiet !== true) for (const note of notes) io.err(`note: ${note}\n`);
    if (options.quiet !== true || action === 'differs') io.out(renderOutcome(outcome));
  }
  return CODES[action];
}

function renderOutcome({ action, environment, files }: ImportOutcome): string {
  if (action === 'refused') return 'Nothing was written.\n';
  if (action === 'none') return `environments/${environment}/external is what the outputs give.\n`;
  const lines = files.filter(({ changed }) => changed).map(renderFile);
  return action === 'imported'
    ? `Written:\n${lines.join('')}`
    : `environments/${environment}/external is not what the outputs give. Import them without --check, and commit:\n${lines.join('')}`;
}

function renderFile({ file, changes }: ImportOutcome['files'][number]): string {
  if (changes.length === 0) return `  ${file}\n    the values are the same, their state is another\n`;
  const lines = changes.map(({ key, from, to }) => `    ${key}: ${shown(from)} → ${shown(to)}\n`);
  return `  ${file}\n${lines.join('')}`;
}

function shown(value: ValueChange['from']): string {
  const text = value === undefined ? 'none' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}

import { EXIT } from '../../exit-codes.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { plural } from '../../print-findings.ts';
import { writeAll } from '../../write-all.ts';
import { ProgramFailure } from './program.ts';
import type { PreparedVendor, VendorOutcome } from './prepare-rendering.ts';
import { writeVendored } from './vendored-folder.ts';

/** How many fields of an object are named. */
const SHOWN = 6;

/** Runs the work, writes what came of it unless it is only checked, prints it, and gives the exit code. */
export async function concludeVendor(
  root: string,
  options: GlobalOptions & { readonly check?: true | undefined },
  io: Io,
  work: () => Promise<readonly PreparedVendor[]>,
): Promise<number> {
  try {
    const prepared = await work();
    if (options.check !== true) {
      writeAll(root, new Map(prepared.flatMap(({ seals }) => [...seals])));
      for (const { outcome, files } of prepared) if (files !== undefined) writeVendored(root, outcome.name, files);
    }
    const outcomes = prepared.map(({ outcome }) => outcome);
    if (options.json === true) io.out(`${JSON.stringify({ vendored: outcomes }, undefined, 2)}\n`);
    else for (const outcome of outcomes) print(outcome, options, io);
    return outcomes.some(({ action }) => action === 'differs') ? EXIT.differs : EXIT.done;
  } catch (error) {
    if (!(error instanceof ProgramFailure)) throw error;
    io.err(`${error.message}\n`);
    if (options.json === true) io.out(`${JSON.stringify({ error: error.message, findings: [] }, undefined, 2)}\n`);
    return EXIT.failed;
  }
}

function print(outcome: VendorOutcome, { quiet }: GlobalOptions, io: Io): void {
  if (quiet === true) return;
  for (const note of outcome.notes) io.err(`${outcome.name}: ${note}\n`);
  io.out(renderOutcome(outcome));
}

/** As a person reads it. */
export function renderOutcome(outcome: VendorOutcome): string {
  const { action, folder, objects, added, removed, changed, sealed, hooks, tests } = outcome;
  const lines = [
    `${folder}: ${VERBS[action]}${versionOf(outcome)}, ${plural(objects, 'object')}.`,
    // Of what is new, every object is.
    ...(action === 'vendored' ? [] : added.map((object) => `  + ${object}`)),
    ...removed.map((object) => `  - ${object}`),
    ...changed.map(({ object, paths }) => `  ~ ${object} ${fieldsOf(paths)}`),
    ...sealed.map((file) => `  sealed ${file}`),
    ...leftOut('hook', hooks, '--hooks all or a name keeps them as ordinary objects'),
    ...leftOut('test', tests, '--include-tests keeps them'),
  ];
  return `${lines.join('\n')}\n`;
}

const VERBS: Readonly<Record<VendorOutcome['action'], string>> = {
  vendored: 'vendored',
  updated: 'updated',
  none: 'nothing changes',
  differs: 'is not what it would be now',
};

function versionOf({ lock, from }: VendorOutcome): string {
  if (lock.tool === 'kustomize') return `: ${lock.source}`;
  const app = lock.appVersion === undefined ? '' : ` (app ${lock.appVersion})`;
  return `: ${lock.chart} ${from === undefined ? '' : `${from} → `}${lock.version}${app}`;
}

function fieldsOf(paths: readonly string[]): string {
  const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : '';
  return `${paths.slice(0, SHOWN).join(' ')}${more}`;
}

function leftOut(noun: string, objects: VendorOutcome['hooks'], advice: string): readonly string[] {
  if (objects.length === 0) return [];
  const names = objects.map(({ object, events }) => `${object} (${events.join(', ')})`);
  return [`  left out, ${plural(objects.length, noun)}: ${names.join(', ')}; ${advice}`];
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { editLiteral } from '../../../change/rename/edit-literal.ts';
import { findLiterals, type IdLiteral } from '../../../change/rename/find-literals.ts';
import { UserError } from '../../../errors.ts';
import { isInside } from '../../dist-folder.ts';
import type { RenamePlaces, Renaming } from './rename-places.ts';

export interface SourceEdit {
  /** From the root. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

interface FoundLiteral extends IdLiteral {
  readonly file: string;
  readonly source: string;
}

/**
 * The one place in the source that gives the application its id, with the new one, and with its namespace where it would change.
 *
 * @param inputs every file that the source is made of, absolute
 * @throws a UserError that says the line to change by hand, where there is no such place, or several
 */
export function editSource(
  root: string,
  inputs: readonly string[],
  places: RenamePlaces,
  { from, to }: Renaming,
): SourceEdit {
  const sources = inputs.filter((file) => isInside(root, file) && isSource(path.relative(root, file)));
  const found = sources.flatMap((absolute): readonly FoundLiteral[] => {
    const source = readFileSync(absolute, 'utf8');
    const file = path.relative(root, absolute).split(path.sep).join('/');
    return source.includes(from) ? findLiterals(source, from).map((literal) => ({ ...literal, file, source })) : [];
  });
  const [literal, ...more] = found;
  if (literal === undefined || more.length > 0) throw notOne(found, places, { from, to });
  const text = editLiteral(literal.source, literal, to, namespaceToKeep(places, to, from));
  return { file: literal.file, line: literal.line, text };
}

function isSource(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file) && !file.split(path.sep).includes('node_modules');
}

/** The namespace to write beside the id: undefined where the new id leads to the same, or to which differs between environments. */
function namespaceToKeep({ holders }: RenamePlaces, to: string, from: string): string | undefined {
  const lasting = holders.filter(({ isPreview }) => !isPreview);
  const namespaces = lasting.map(({ applications }) => applications.get(from)?.namespace);
  const isKept = lasting.every(({ namespaceOf }, index) => namespaceOf(to) === namespaces[index]);
  const [first, ...others] = new Set(namespaces);
  return isKept || others.length > 0 ? undefined : first;
}

function notOne(found: readonly FoundLiteral[], { holders }: RenamePlaces, { from, to }: Renaming): UserError {
  const made = [...new Set(holders.flatMap(({ applications }) => applications.get(from)?.source ?? []))];
  const namespaces = [...new Set(holders.flatMap(({ applications }) => applications.get(from)?.namespace ?? []))];
  const where =
    found.length > 0
      ? `stands in several places: ${found.map(({ file, line }) => `${file}:${line}`).join(', ')}`
      : `is no literal in super(environment, '${from}', …), nor in new Application(…). The application is made at ${made.join(', ') || 'a place without a line'}: follow its constructor to the id`;
  return new UserError(
    `rename: '${from}' ${where}. Change the id to '${to}' there by hand, keep its namespace${namespaces.length === 1 ? ` with namespace: '${namespaces[0]}' beside it` : ''}, and run this again: it moves the data.`,
  );
}

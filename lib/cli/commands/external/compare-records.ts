import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { readExternal } from '../../../environment/data/read-external.ts';
import { RepositoryFiles } from '../../../environment/data/repository-files.ts';
import {
  externalFile,
  externalFolder,
  type ExternalOutputs,
  type OutputValue,
} from '../../../external/external-outputs.ts';
import { listChanges, type ValueChange } from '../../../external/list-changes.ts';
import { renderRecord } from '../../../external/render-record.ts';
import { whyStale, type StateVersion } from '../../../external/why-stale.ts';

/** One file of outputs, as it is and as it would be. */
export interface ComparedRecord {
  /** From the repository's root. */
  readonly file: string;
  readonly text: string;
  readonly isSame: boolean;
  readonly changes: readonly ValueChange[];
  /** Why it must stay as it is. */
  readonly stale: string | undefined;
}

export interface CompareOptions {
  readonly root: string;
  readonly environment: string;
  readonly version: StateVersion | undefined;
  /** Nothing will be written: without a version the values alone are compared. */
  readonly check: boolean;
}

/** @param values name of a file to its values */
export function compareRecords(
  values: ReadonlyMap<string, Readonly<Record<string, OutputValue>>>,
  options: CompareOptions,
): readonly ComparedRecord[] {
  const files = new RepositoryFiles(options.root, () => undefined);
  return [...values]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, wanted]) => {
      const file = externalFile(options.environment, name);
      const before = existsSync(path.join(options.root, file)) ? files.read(file, '') : undefined;
      const recorded = before === undefined ? undefined : readExternal(before, file);
      const text = renderRecord({ ...versionOf(recorded, options), values: wanted });
      return {
        file,
        text,
        // git may have given its lines other ends.
        isSame: before?.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') === text,
        changes: listChanges(recorded?.values ?? {}, wanted),
        stale: recorded && whyStale(recorded, options.version ?? (options.check ? stateOf(recorded) : undefined)),
      };
    });
}

/** Files of the environment that were imported once and are of no name any more. */
export function otherRecords(root: string, environment: string, names: ReadonlySet<string>): readonly string[] {
  const folder = path.join(root, externalFolder(environment));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((entry) => entry.endsWith('.json') && !entry.startsWith('.') && !names.has(entry.slice(0, -'.json'.length)))
    .map((entry) => `${externalFolder(environment)}/${entry}`)
    .toSorted();
}

function versionOf(
  recorded: ExternalOutputs | undefined,
  { version, check }: CompareOptions,
): Pick<ExternalOutputs, 'serial' | 'lineage'> {
  if (version !== undefined) return version;
  return check && recorded !== undefined ? recorded : { serial: undefined, lineage: undefined };
}

function stateOf({ serial, lineage }: ExternalOutputs): StateVersion | undefined {
  return serial === undefined || lineage === undefined ? undefined : { serial, lineage };
}

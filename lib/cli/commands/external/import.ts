import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { readExternalMap } from '../../../external/external-map.ts';
import { selectValues } from '../../../external/select-values.ts';
import { HOW_TO_MAKE, readTerraformOutputs } from '../../../external/terraform-outputs.ts';
import { findEnvironment } from '../../find-environment.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { compareRecords, otherRecords } from './compare-records.ts';
import { concludeImport, type ImportOutcome } from './conclude-import.ts';
import { readInput, shownInput, type Input } from './read-input.ts';
import { stateVersion } from './state-version.ts';
import { writeAll } from '../../write-all.ts';

export interface ImportCommandOptions extends GlobalOptions {
  readonly env: string;
  readonly terraform: string;
  readonly map: string;
  readonly serial?: string | undefined;
  readonly lineage?: string | undefined;
  readonly check?: true | undefined;
}

/** Outputs of Terraform → `environments/<env>/external/<name>.json`: all files that the map names, or none. */
export async function importCommand(options: ImportCommandOptions, io: Io): Promise<number> {
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const check = options.check === true;
  const version = stateVersion(options.serial, options.lineage);
  const outputsInput: Input = { file: options.terraform, howToMake: `${HOW_TO_MAKE}.`, isSecret: true };
  const mapInput: Input = {
    file: options.map,
    howToMake: 'Write which output becomes which value: { "database": { "addresses": "db_addresses" } }.',
    isSecret: false,
  };
  const place = {
    environment: options.env,
    outputsFile: shownInput(outputsInput),
    mapFile: shownInput(mapInput),
  };
  const map = readExternalMap(readInput(mapInput, cwd), place.mapFile);
  const outputs = readTerraformOutputs(readInput(outputsInput, cwd), place.outputsFile);
  const root = findRepository(cwd);
  await checkEnvironment(root, options.env);

  const { values, unused, problems } = selectValues(map, outputs, place);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  const records = compareRecords(values, { root, environment: options.env, version, check });
  const refusals = records.flatMap(({ stale }) => stale ?? []);
  const others = otherRecords(root, options.env, new Set(values.keys()));
  const changed = records.filter(({ isSame }) => !isSame);
  if (refusals.length === 0 && !check) writeAll(root, new Map(changed.map(({ file, text }) => [file, text])));

  const outcome: ImportOutcome = {
    action: refusals.length > 0 ? 'refused' : changed.length === 0 ? 'none' : check ? 'differs' : 'imported',
    environment: options.env,
    files: records.map(({ file, isSame, changes }) => ({ file, changed: !isSame, changes })),
    unused,
    refusals,
    notes: [
      ...(unused.length > 0 ? [`${place.outputsFile}: ${place.mapFile} does not use: ${unused.join(', ')}.`] : []),
      ...others.map((file) => `${file}: ${place.mapFile} does not name it. Delete it where nothing reads it.`),
    ],
  };
  return concludeImport(outcome, options, io);
}

async function checkEnvironment(root: string, name: string): Promise<void> {
  const { loadEnvironments } = await import('../../../environment/load/load-environments.ts');
  const { environments } = await loadEnvironments(root);
  findEnvironment(name, environments);
}

import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { isScope, SCOPES } from '../../../secret/read-sealed-record.ts';
import type { Scope } from '../../../secret/sealed-file.ts';
import { writeAll } from '../../write-all.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { buildEnvironments } from './built-environments.ts';
import { concludeSet } from './conclude-set.ts';
import { findPlaces } from './find-places.ts';
import { readValues } from './read-values.ts';
import { sealInto } from './seal-into.ts';
import { SealedFiles } from './sealed-files.ts';
import { readSetArguments } from './set-arguments.ts';

export interface SetCommandOptions extends GlobalOptions {
  readonly env?: readonly string[] | undefined;
  readonly scope?: string | undefined;
  readonly fromEnvFile?: string | undefined;
  readonly allowEmpty?: true | undefined;
  readonly sameValue?: true | undefined;
}

/** Values → seals in `environments/<env>/secrets/<application>/<name>.json`, in all environments that match or in none. */
export async function setCommand(words: readonly string[], options: SetCommandOptions, io: Io): Promise<number> {
  const wanted = readSetArguments(words, options.fromEnvFile !== undefined);
  const { env, sameValue = false } = options;
  if (env === undefined)
    throw new UserError("secret set: --env is missing. Name the environments, such as --env 'production-*'.");
  const cwd = path.resolve(io.cwd, options.cwd ?? '.');
  const root = findRepository(cwd);
  const built = await buildEnvironments(root, env);
  const files = new SealedFiles(root);
  const places = findPlaces(built, wanted, { files, scope: scopeOf(options.scope), today: io.today() });

  const given = await readValues(wanted, { ...options, cwd, environments: built.map(({ name }) => name) }, io);
  try {
    const sealed = sealInto(places, given.values, sameValue);
    for (const { file, before } of places)
      if (files.text(file) !== before)
        throw new UserError(`${file}: was changed by somebody else meanwhile. Run the command again.`);
    writeAll(root, new Map(sealed.map(({ file, text }) => [file, text])));
    return concludeSet(sealed, { built, wanted, keys: [...given.values.keys()], notes: given.notes }, options, io);
  } finally {
    given.wipe();
  }
}

function scopeOf(text: string | undefined): Scope | undefined {
  if (text === undefined || isScope(text)) return text;
  throw new UserError(`--scope is '${text}'. There are: ${SCOPES.join(', ')}.`);
}

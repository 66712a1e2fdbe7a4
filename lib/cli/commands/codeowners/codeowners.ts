import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CODEOWNERS_HOSTS } from '../../../change/codeowners/codeowners-hosts.ts';
import { listRules } from '../../../change/codeowners/list-rules.ts';
import { isOwnCodeowners, renderCodeowners } from '../../../change/codeowners/render-codeowners.ts';
import { createLoader } from '../../../environment/load/load-environments.ts';
import { UserError } from '../../../errors.ts';
import { EXIT } from '../../exit-codes.ts';
import { isInside } from '../../dist-folder.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { surveyApplications, type Survey } from '../../survey-applications.ts';
import { writeAll } from '../../write-all.ts';
import { findHost } from './find-host.ts';
import { ownedEnvironments, ownerNotes } from './owned-environments.ts';

export interface CodeownersCommandOptions extends GlobalOptions {
  readonly host?: string | undefined;
  readonly out?: string | undefined;
  readonly check?: true | undefined;
  readonly force?: true | undefined;
}

/** Writes the file that says who reviews what, from the owners of environments and applications. */
export async function codeownersCommand(options: CodeownersCommandOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const survey = await readSource(root);
  const host = await findHost(options.host, root, survey.config, io);
  const environments = ownedEnvironments(survey.environments);
  const { places, file: usual } = CODEOWNERS_HOSTS[host];
  const file =
    (options.out === undefined ? undefined : pathFrom(root, options.out)) ??
    places.find((place) => existsSync(path.join(root, place))) ??
    usual;
  const config = CONFIGS.find((name) => existsSync(path.join(root, name)));
  const rules = listRules(environments, { config, file });
  if (rules.rules.length === 0)
    throw new UserError(
      "codeowners: no environment has owners, so nobody would review anything. Say who: owners: ['@acme/payments'].",
    );

  const text = renderCodeowners(rules, CODEOWNERS_HOSTS[host]);
  const present = existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : undefined;
  const isSame = present === text;
  if (!isSame && options.check !== true) write(root, file, text, present, options);
  const action = isSame ? 'none' : options.check === true ? 'differs' : 'written';
  const notes = ownerNotes(environments);
  if (options.json === true) io.out(`${JSON.stringify({ action, host, file, ...rules, notes }, undefined, 2)}\n`);
  else if (options.quiet !== true) {
    for (const note of notes) io.err(`note: ${note}\n`);
    io.out(`${file}: ${WORDS[action]}\n`);
  }
  return action === 'differs' ? EXIT.differs : EXIT.done;
}

/** A path from the root. */
function pathFrom(root: string, out: string): string {
  const file = path.resolve(root, out);
  if (!isInside(root, file) || file === root)
    throw new UserError(`--out '${out}' is no file in the repository. Give a path in it, such as docs/CODEOWNERS.`);
  return path.relative(root, file).split(path.sep).join('/');
}

const CONFIGS: readonly string[] = ['ts', 'mts', 'js', 'mjs'].map((ending) => `kumiki.config.${ending}`);

const WORDS = {
  none: 'is as it should be',
  differs: 'is not what the owners give. Run kumiki codeowners.',
  written: 'written. Commit it.',
} as const;

async function readSource(root: string): Promise<Survey> {
  const loader = createLoader(root, { previews: 'ignored' });
  try {
    return await surveyApplications(loader);
  } finally {
    await loader.dispose();
  }
}

function write(
  root: string,
  file: string,
  text: string,
  present: string | undefined,
  { force }: CodeownersCommandOptions,
): void {
  if (present !== undefined && !isOwnCodeowners(present) && force !== true)
    throw new UserError(
      `${file}: somebody else wrote it. Write beside it with --out and copy what you need, or replace it with --force.`,
    );
  writeAll(root, new Map([[file, text]]));
}

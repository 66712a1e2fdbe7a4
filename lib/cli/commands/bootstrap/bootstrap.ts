import path from 'node:path';
import { bootstrap } from '../../../delivery/bootstrap/bootstrap.ts';
import { propsOf } from '../../../environment/define-environment.ts';
import type { EnvironmentProps } from '../../../environment/environment-props.ts';
import { previewOf } from '../../../environment/previews/preview.ts';
import { UserError } from '../../../errors.ts';
import { createLoader } from '../../../environment/load/load-environments.ts';
import { EXIT } from '../../exit-codes.ts';
import { findEnvironment } from '../../find-environment.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { bootstrapFiles, bootstrapStream } from './bootstrap-files.ts';
import { writeFiles } from './write-files.ts';

export interface BootstrapCommandOptions extends GlobalOptions {
  readonly env: string;
  readonly out?: string | undefined;
}

/** The root of an environment, as YAML with what a person has to do. */
export async function bootstrapCommand(options: BootstrapCommandOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const environment = await loadEnvironment(root, options.env);
  const made = bootstrap(environment);

  if (options.out !== undefined) {
    const folder = path.resolve(io.cwd, options.out);
    const files = bootstrapFiles(environment.name, made);
    writeFiles(folder, files);
    if (options.json !== true && options.quiet !== true) io.err(`${files.size} files written to ${options.out}.\n`);
  }
  if (options.json === true)
    io.out(
      `${JSON.stringify({ environment: environment.name, objects: made.objects, notes: made.notes }, undefined, 2)}\n`,
    );
  else if (options.out === undefined) io.out(bootstrapStream(environment.name, made));
  return EXIT.done;
}

async function loadEnvironment(root: string, name: string): Promise<EnvironmentProps> {
  const loader = createLoader(root);
  try {
    const { environments } = await loader.load();
    const props = propsOf(findEnvironment(name, environments).definition);
    const base = previewOf(props)?.base;
    if (base === undefined) return props;
    throw new UserError(
      `--env '${name}' is a preview, which the root of ${base} makes and removes. Name that: --env ${base}`,
    );
  } finally {
    await loader.dispose();
  }
}

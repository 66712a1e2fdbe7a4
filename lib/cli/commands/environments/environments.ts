import path from 'node:path';
import { policyOfDefinition } from '../../../change/policy.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';

/** Every environment with what decides over its changes. Builds none of them. */
export async function environmentsCommand(options: GlobalOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const { environments } = await loadEnvironments(root);
  const policies = environments.map(({ definition, file }) => ({ ...policyOfDefinition(definition), file }));
  if (options.json === true) io.out(`${JSON.stringify({ environments: policies }, undefined, 2)}\n`);
  else
    for (const { name, merge, upstream, file } of policies)
      io.out(`${name}  ${merge}${upstream.length === 0 ? '' : `  after ${upstream.join(', ')}`}  ${file}\n`);
  return EXIT.done;
}

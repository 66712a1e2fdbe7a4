import path from 'node:path';
import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';

/** Every environment with what decides over its changes: for people the most of it, as JSON all. Builds none of them. */
export async function environmentsCommand(options: GlobalOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const { environments } = await loadEnvironments(root);
  const policies = environments.map(({ definition, file }) => ({ ...policyOfDefinition(definition), file }));
  if (options.json === true) io.out(`${JSON.stringify({ environments: policies }, undefined, 2)}\n`);
  else for (const { file, ...policy } of policies) io.out(`${[policy.name, ...wordsOf(policy), file].join('  ')}\n`);
  return EXIT.done;
}

function wordsOf({ merge, upstream, owners, freezes }: EnvironmentPolicy): readonly string[] {
  return [
    merge,
    ...(upstream.length === 0 ? [] : [`after ${upstream.join(', ')}`]),
    ...(owners.length === 0 ? [] : [`of ${owners.join(' ')}`]),
    ...freezes.map(({ from, until, timeZone }) => `frozen ${from} to ${until} ${timeZone}`),
  ];
}

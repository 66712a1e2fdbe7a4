import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLoader } from '../../environment/load/load-environments.ts';
import { isError, UserError, type Finding } from '../../errors.ts';
import type { Io } from '../io.ts';
import { runSynth } from '../run-synth.ts';
import type { SynthCommandOptions } from '../synth-outcome.ts';
import { writeAll } from '../write-all.ts';

/**
 * Writes data of environments and renders these: all of it, or nothing.
 *
 * @param files path from the root to the whole text; undefined removes one
 * @param rendersAnyway also where no data change, as dist may be of the data before
 * @returns what is different now of each environment: paths from the root, sorted
 * @throws a UserError with everything that is wrong with what would be rendered
 */
export async function changeLocally(
  root: string,
  files: ReadonlyMap<string, string | undefined>,
  environments: readonly string[],
  io: Io,
  { rendersAnyway = false }: { readonly rendersAnyway?: boolean } = {},
): Promise<(environment: string) => readonly string[]> {
  const before = new Map([...files.keys()].map((name) => [name, textOf(path.join(root, name))]));
  const changed = [...files.keys()].filter((name) => before.get(name) !== files.get(name));
  if (changed.length === 0 && !rendersAnyway) return () => [];
  writeAll(root, files);
  try {
    const differences = await render(root, environments, io);
    return (environment) =>
      [...changed, ...differences]
        .filter((file) => file.startsWith(`dist/${environment}/`) || file.startsWith(`environments/${environment}/`))
        .toSorted();
  } catch (error) {
    writeAll(root, before);
    throw error;
  }
}

async function render(root: string, environments: readonly string[], io: Io): Promise<readonly string[]> {
  const options = { env: environments, app: [], out: 'dist', quiet: true, color: false } satisfies SynthCommandOptions;
  const loader = createLoader(root);
  try {
    const compared = await runSynth(root, loader, { ...options, check: true }, io);
    const { findings, differences } = compared.outcome;
    refuseMistakes(findings);
    const { outcome } = await runSynth(root, loader, options, io);
    refuseMistakes(outcome.findings);
    return [...(differences?.changed ?? []), ...(differences?.missing ?? []), ...(differences?.extra ?? [])];
  } finally {
    await loader.dispose();
  }
}

function refuseMistakes(findings: readonly Finding[]): void {
  const mistakes = findings.filter(isError).map(({ message }) => message);
  if (mistakes.length > 0) throw new UserError([...new Set(mistakes), 'Nothing was changed.'].join('\n'));
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

import path from 'node:path';
import { UserError } from '../../errors.ts';
import { conclude } from '../conclude.ts';
import { findRepository } from '../find-repository.ts';
import type { Io } from '../io.ts';
import { LastRun } from '../last-run.ts';
import type { SynthCommandOptions } from '../synth-outcome.ts';

/** Renders the environments. What renders is loaded only where something has changed since the last run. */
export async function synthCommand(options: SynthCommandOptions, io: Io): Promise<number> {
  if (options.watch === true && options.json === true)
    throw new UserError('--watch goes on, and --json is one document. Leave one of the two out.');
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const lastRun = new LastRun(root, options);
  const recalled = lastRun.recall();
  if (recalled !== undefined) return conclude(recalled, options, io);

  const { createLoader } = await import('../../environment/load/load-environments.ts');
  const loader = createLoader(root);
  try {
    if (options.watch === true) {
      const { watch } = await import('../watch.ts');
      return await watch(root, loader, options, io);
    }
    const { runSynth } = await import('../run-synth.ts');
    const { outcome, inputs } = await runSynth(root, loader, options, io);
    lastRun.keep(outcome, inputs);
    return conclude(outcome, options, io);
  } finally {
    await loader.dispose();
  }
}

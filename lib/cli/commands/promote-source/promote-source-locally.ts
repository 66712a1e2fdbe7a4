import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { Git } from '../../../git/git.ts';
import { viewOfWorkTree } from '../../change/base-view.ts';
import { changeLocally } from '../../change/change-locally.ts';
import type { Io } from '../../io.ts';
import { sourceOutcome, type SourceOutcome } from './conclude-source.ts';
import { planSource } from './plan-source.ts';
import type { SourceOptions } from './propose-source.ts';

/** Source and render in the work tree: of all environments, or none. */
export async function promoteSourceLocally(
  root: string,
  options: SourceOptions,
  choose: (policies: readonly EnvironmentPolicy[]) => readonly EnvironmentPolicy[],
  io: Io,
): Promise<readonly SourceOutcome[]> {
  const git = new Git(root, { env: io.env });
  const tip = await git.run(['rev-parse', 'HEAD']);
  const policies = (await loadEnvironments(root)).environments.map(({ definition }) => policyOfDefinition(definition));
  const view = viewOfWorkTree(root, io.env);
  const outcomes: SourceOutcome[] = [];
  const files = new Map<string, string>();
  for (const policy of choose(policies)) {
    const question = { from: options.from, policy, git, tip, base: 'this branch', again: options.again === true };
    const plan = await planSource(view, { ...question, now: io.today().getTime() });
    const { move } = plan;
    const outcome = sourceOutcome(options.from, policy.name, plan);
    if (move.action === 'move') files.set(move.file, move.text);
    outcomes.push(
      move.action === 'refused'
        ? { ...outcome, action: 'refused', notes: [move.message] }
        : {
            ...outcome,
            action: move.action === 'move' ? 'updated' : 'none',
            notes: move.action === 'move' ? move.notes : [],
          },
    );
  }
  if (outcomes.some(({ action }) => action === 'refused'))
    return outcomes.map((one) => (one.action === 'updated' ? { ...one, action: 'none' } : one));
  const changed = await changeLocally(
    root,
    files,
    outcomes.map(({ environment }) => environment),
    io,
  );
  return outcomes.map((one) => ({ ...one, files: one.action === 'none' ? [] : changed(one.environment) }));
}

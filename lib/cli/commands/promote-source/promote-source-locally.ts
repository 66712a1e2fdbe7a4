import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import type { KumikiConfig } from '../../../config/define-config.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { Git } from '../../../git/git.ts';
import { viewOfWorkTree } from '../../change/base-view.ts';
import { changeLocally } from '../../change/change-locally.ts';
import type { Io } from '../../io.ts';
import { shownCommits, sourceOutcome, type SourceOutcome } from './conclude-source.ts';
import { planSource } from './plan-source.ts';
import type { SourceOptions } from './propose-source.ts';
import { tryListSources } from './source-commits.ts';
import { noteUnmerged, readHead } from './work-tree-commit.ts';

/** Source and render in the work tree: of all environments, or none. */
export async function promoteSourceLocally(
  root: string,
  options: SourceOptions,
  choose: (policies: readonly EnvironmentPolicy[]) => readonly EnvironmentPolicy[],
  io: Io,
): Promise<readonly SourceOutcome[]> {
  const git = new Git(root, { env: io.env });
  const tip = await readHead(git);
  const { config, environments } = await loadEnvironments(root);
  const view = viewOfWorkTree(root, io.env);
  const again = options.again === true;
  const outcomes: SourceOutcome[] = [];
  const files = new Map<string, string>();
  for (const policy of choose(environments.map(({ definition }) => policyOfDefinition(definition)))) {
    const question = { from: options.from, policy, git, tip, base: 'this branch', again, now: io.today().getTime() };
    const plan = await planSource(view, question);
    const { move, commit, present } = plan;
    const outcome = sourceOutcome(options.from, policy.name, plan);
    if (move.action === 'move') {
      files.set(move.file, move.text);
      const commits = shownCommits(await tryListSources(git, present ?? commit, commit));
      const notes = [...move.notes, ...(await noteUnmerged(git, policy.name, commit, baseOf(config)))];
      outcomes.push({ ...outcome, action: 'updated', commits, notes });
    } else outcomes.push({ ...outcome, action: move.action, notes: move.action === 'refused' ? [move.message] : [] });
  }
  if (outcomes.some(({ action }) => action === 'refused')) return outcomes.map(untouched);
  const changed = await changeLocally(
    root,
    files,
    outcomes.map(({ environment }) => environment),
    io,
  );
  return outcomes.map((one) => ({ ...one, files: one.action === 'none' ? [] : changed(one.environment) }));
}

/** With one refusal nothing is written anywhere. */
function untouched(outcome: SourceOutcome): SourceOutcome {
  return outcome.action === 'updated'
    ? { ...outcome, action: 'none', commits: null, notes: ['Not written, as another environment refuses.'] }
    : outcome;
}

function baseOf({ repository }: KumikiConfig): string {
  return (typeof repository === 'string' ? undefined : repository?.base) ?? 'main';
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { policyOfDefinition, type EnvironmentPolicy } from '../../../change/policy.ts';
import type { KumikiConfig } from '../../../config/define-config.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { Git } from '../../../git/git.ts';
import { viewOfWorkTree, type BaseView } from '../../change/base-view.ts';
import { changeLocally } from '../../change/change-locally.ts';
import type { Io } from '../../io.ts';
import { shownCommits, sourceOutcome, type SourceOutcome } from './conclude-source.ts';
import { findSourceObjections } from './find-source-objections.ts';
import { listRenderChanges } from './list-render-changes.ts';
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
  const tree: WorkTree = { root, git, tip, base: baseOf(config), now: io.today().getTime() };
  const outcomes: SourceOutcome[] = [];
  const files = new Map<string, string>();
  for (const policy of choose(environments.map(({ definition }) => policyOfDefinition(definition)))) {
    const { outcome, moved } = await planLocally(tree, viewOfWorkTree(root, io.env), policy, options);
    outcomes.push(outcome);
    for (const [name, text] of moved) files.set(name, text);
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

interface WorkTree {
  readonly root: string;
  readonly git: Git;
  readonly tip: string;
  /** The base branch of the remote. */
  readonly base: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface LocalPlan {
  readonly outcome: SourceOutcome;
  readonly moved: ReadonlyMap<string, string>;
}

async function planLocally(
  { root, git, tip, base, now }: WorkTree,
  view: BaseView,
  policy: EnvironmentPolicy,
  { from, again }: SourceOptions,
): Promise<LocalPlan> {
  const question = { from, policy, git, tip, base: 'this branch', again: again === true, now };
  const plan = await planSource(view, question);
  const { move, commit, present } = plan;
  const outcome = sourceOutcome(from, policy.name, plan);
  const moved = new Map<string, string>();
  if (move.action === 'refused') return { outcome: { ...outcome, action: 'refused', notes: [move.message] }, moved };
  if (move.action === 'none') return { outcome, moved };

  moved.set(move.file, move.text);
  const files = mayForbid(root, policy) ? await listRenderChanges(root, policy.name, moved) : [];
  const objections = await findSourceObjections(view, { from, policy, commit, files, reports: undefined, now });
  if (objections.length > 0) return { outcome: { ...outcome, action: 'refused', notes: objections }, moved };
  const commits = shownCommits(await tryListSources(git, present ?? commit, commit));
  const notes = [...move.notes, ...(await noteUnmerged(git, policy.name, commit, base))];
  return { outcome: { ...outcome, action: 'updated', commits, notes }, moved };
}

/** Whether it depends on what would change: only then it is rendered once more. */
function mayForbid(root: string, { name, gates }: EnvironmentPolicy): boolean {
  return gates.deployed || existsSync(path.join(root, 'environments', name, 'holds'));
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

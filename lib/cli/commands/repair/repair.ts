import { exitCodeOf, type ChangeAction } from '../../change/action.ts';
import path from 'node:path';
import { branchName, BRANCH_PREFIX } from '../../../change/branch-name.ts';
import { writeCommit } from '../../../git/write-commit.ts';
import { readBranchState } from '../../change/branch-state.ts';
import { shownPullRequest } from '../../change/bump-outcome.ts';
import type { ChangeOptions } from '../../change/change-options.ts';
import { propose } from '../../change/propose.ts';
import { readPolicies } from '../../change/read-policies.ts';
import { compareDistAt, renderDist } from '../../change/render-dist.ts';
import { readSettings } from '../../change/read-settings.ts';
import { refuseWithoutPr } from '../../change/refuse-without-pr.ts';
import { withSession, type ChangeSession } from '../../change/session.ts';
import { settle } from '../../change/settle.ts';
import { withRetries } from '../../change/with-retries.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';

/** Its shape is that of `--json`. */
export interface RepairOutcome {
  readonly action: ChangeAction;
  readonly branch: string;
  readonly pullRequest?: { readonly number: number; readonly url: string } | undefined;
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Makes a branch its own render again: two changes that are right each may differ together. */
export async function repairCommand(options: ChangeOptions, io: Io): Promise<number> {
  refuseWithoutPr(options, []);
  if (options.pr !== true) return repairLocally(options, io);
  const outcome = await withSession(options, await readSettings(options, io), io, (session) =>
    withRetries(session, (base) =>
      session.clone.base.startsWith(BRANCH_PREFIX) ? renderOnto(session, base) : repair(session, base),
    ),
  );
  if (options.json === true) io.out(`${JSON.stringify(outcome, undefined, 2)}\n`);
  else print(outcome, options, io);
  return exitCodeOf([outcome]);
}

async function repairLocally(options: ChangeOptions, io: Io): Promise<number> {
  const { createLoader } = await import('../../../environment/load/load-environments.ts');
  const { runSynth } = await import('../../run-synth.ts');
  const { conclude } = await import('../../conclude.ts');
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const synthOptions = { ...options, env: [], app: [], out: 'dist' };
  const loader = createLoader(root);
  try {
    return conclude((await runSynth(root, loader, synthOptions, io)).outcome, synthOptions, io);
  } finally {
    await loader.dispose();
  }
}

/** What of `dist/` at a commit is not what its source gives. */
async function renderAgain(session: ChangeSession, commit: string): Promise<ReadonlyMap<string, string | undefined>> {
  const names = (await readPolicies(session, commit)).map(({ name }) => name);
  const rendered = await renderDist(session.clone, await session.openKumiki(commit, names));
  return compareDistAt(session.clone.git, commit, 'dist', rendered);
}

async function repair(session: ChangeSession, base: string): Promise<RepairOutcome> {
  const { clone } = session;
  const branch = branchName('repair', clone.base);
  const state = await readBranchState(session, branch, base);
  const files = await renderAgain(session, base);
  const names = [...files.keys()].toSorted();
  if (names.length === 0) {
    const { notes } = await settle(session, state);
    return { action: 'none', branch, files: [], notes };
  }
  const environments = [...new Set(names.map((name) => name.split('/')[1] ?? ''))];
  const proposed = await propose(session, state, {
    base,
    files,
    title: `Render ${clone.base} again: ${environments.join(', ')}`,
    message: 'What is committed is not what the source gives.',
    summary: `\`${clone.base}\` is not its own render: changes that are right each may differ together. This makes it so again.\n\n${names.map((name) => `- \`${name}\``).join('\n')}`,
    marker: { kind: 'repair', images: {} },
    isReviewed: true,
    autoMerge: false,
    // What somebody closed is opened again as long as it is needed.
    again: true,
  });
  return { ...proposed, ...shownPullRequest(proposed.pullRequest), branch, files: names };
}

/** A branch of ours that holds data alone gets what they render, as one commit more. */
async function renderOnto(session: ChangeSession, tip: string): Promise<RepairOutcome> {
  const { clone, author, clock } = session;
  const branch = clone.base;
  const files = await renderAgain(session, tip);
  const commit = await writeCommit(clone.git, {
    parent: tip,
    files,
    message: 'Render',
    author,
    time: Math.floor(clock.now() / 1000),
  });
  if (commit === undefined) return { action: 'none', branch, files: [], notes: [] };
  await clone.push(branch, commit, tip);
  return { action: 'updated', branch, files: [...files.keys()].toSorted(), notes: [] };
}

function print(outcome: RepairOutcome, { quiet }: ChangeOptions, io: Io): void {
  for (const note of outcome.notes) io.err(`${note}\n`);
  if (quiet === true) return;
  io.out(`${headlineOf(outcome)}\n`);
  for (const file of outcome.files) io.out(`  ${file}\n`);
}

function headlineOf({ action, branch, pullRequest, files }: RepairOutcome): string {
  if (action === 'none' && files.length === 0) return 'Everything is its own render.';
  const words = action === 'none' ? 'proposed already' : action;
  return `${branch}: ${words}${pullRequest === undefined ? '' : `: #${pullRequest.number} ${pullRequest.url}`}`;
}

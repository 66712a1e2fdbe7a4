import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { spanOf } from '../../../change/upstream-gate.ts';
import { shortCommit } from '../../../environment/source/commit-name.ts';
import { UserError } from '../../../errors.ts';
import type { Git } from '../../../git/git.ts';
import type { BaseView } from '../../change/base-view.ts';
import { findFreeze } from '../../change/find-objection.ts';
import type { SourceMove } from './move-source.ts';
import { planMove } from './plan-move.ts';
import { isSameSource, newestSource } from './source-commits.ts';
import { findArrival, sourceOf, type SourceArrival } from './upstream-source.ts';

export interface SourceQuestion {
  readonly from: string;
  readonly policy: EnvironmentPolicy;
  /** The repository of manifests, with its history. */
  readonly git: Git;
  /** The commit at the tip of the base branch, and that branch's name. */
  readonly tip: string;
  readonly base: string;
  readonly again: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface SourcePlan {
  /** What the target is built from now; undefined for the tip. */
  readonly present: string | undefined;
  readonly commit: string;
  readonly move: SourceMove;
}

/**
 * The code that one environment is built from, for another. An upstream that follows the tip gives the newest commit that changed the code
 * and has soaked there for as long as the target wants. Commits of data and renders alone, as the merge of a promotion is one, are no news.
 */
export async function planSource(view: BaseView, question: SourceQuestion): Promise<SourcePlan> {
  const { from, policy, git, tip, base, again, now } = question;
  const { name: to, upstream, minSoak } = policy;
  if (upstream.length > 0 && !upstream.includes(from))
    throw new UserError(`--from '${from}': ${to} takes changes from ${upstream.join(', ')}. Promote from there.`);
  const present = await sourceOf(view, to);
  const pinned = await sourceOf(view, from);
  if (present !== undefined && (await isSameSource(git, present, pinned ?? tip)))
    return { present, commit: present, move: { action: 'none' } };
  const commit = pinned ?? (await newestSource(git, tip, now - minSoak));
  if (commit === undefined)
    return { present, commit: tip, move: refused(`${to}: nothing on ${base} is as old as ${spanOf(minSoak)}. Wait.`) };
  const soaked = pinned === undefined ? minSoak : soakOf(await findArrival(view, git, from, pinned), now);
  if (soaked < minSoak)
    return {
      present,
      commit,
      move: refused(
        `${to}: ${from} has been built from commit ${shortCommit(commit)} for ${spanOf(soaked)}, and has to for ${spanOf(minSoak)}. Wait.`,
      ),
    };
  const move = await planMove({
    from,
    to,
    commit,
    present,
    git,
    tip,
    base,
    minSoak: pinned === undefined && minSoak > 0 ? spanOf(minSoak) : undefined,
    again,
  });
  const freeze = move.action === 'move' ? await findFreeze(view, policy, { application: undefined, now }) : undefined;
  return { present, commit, move: freeze === undefined ? move : refused(freeze) };
}

function refused(message: string): SourceMove {
  return { action: 'refused', message };
}

/** For how long the upstream has had it, in milliseconds. */
function soakOf(arrival: SourceArrival | undefined, now: number): number {
  return arrival === undefined ? 0 : now - arrival.time * 1000;
}

import { branchDataOf } from '../../../change/branch-data.ts';
import { isSameImage, type Pins } from '../../../change/pins.ts';
import type { Git } from '../../../git/git.ts';
import { tryReadFile } from '../../../git/read-tree.ts';
import { pinsIn, viewOfCommit } from '../../change/base-view.ts';
import { listChanged } from '../../change/list-changed.ts';
import { planStep, type StepQuestion } from '../../change/plan-step.ts';
import type { PinsStep } from '../../change/propose-pins.ts';
import type { ChangeSession } from '../../change/session.ts';
import { remainingPolicy } from './remaining-policy.ts';
import type { StaleBranch } from './stale-branch.ts';

export interface AgainPlan {
  readonly steps: readonly PinsStep[];
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly notes: readonly string[];
}

/**
 * The same change on another base: what the branch has changed, where the base has not gone on.
 *
 * @returns else why a rule keeps it as it is
 * @throws a UserError with what is wrong in it
 */
export async function planAgain(
  session: ChangeSession,
  base: string,
  stale: StaleBranch,
  sources: Git,
): Promise<AgainPlan | { readonly why: string }> {
  const { clone, clock } = session;
  const { git } = clone;
  const { kind, tip, fork } = stale;
  const data = branchDataOf(await listChanged(git, fork, tip));
  const steps: PinsStep[] = [];
  const notes: string[] = [];
  for (const { environment, application } of data.pins) {
    const policy = await remainingPolicy(session, base, environment);
    const before = await pinsIn(viewOfCommit(git, fork), environment, application);
    const wanted = changedPins(before, await pinsIn(viewOfCommit(git, tip), environment, application));
    const question = {
      policy: { ...policy, freezes: [] },
      application,
      wanted,
      sources,
      hotfix: true,
      passesHold: kind === 'rollback',
      now: clock.now(),
      reports: undefined,
    };
    const again = await mayComeAgain(git, base, stale, question);
    const { present, decision } = await planStep(viewOfCommit(git, base), { ...question, again });
    if (decision.is === 'none') continue;
    if (decision.is !== 'change') return { why: decision.why };
    steps.push({ policy, application, present, pins: decision.pins });
    notes.push(...decision.notes);
  }
  return { steps, files: await carryOver(git, tip, data.others), notes };
}

/**
 * Whether images that were taken off may come back: by a rollback, which is there for that; and by what was allowed to when it was proposed,
 * while the base still has what that was to replace.
 */
async function mayComeAgain(
  git: Git,
  base: string,
  { kind, fork }: StaleBranch,
  question: Omit<StepQuestion, 'again'>,
): Promise<boolean> {
  if (kind === 'rollback') return true;
  const then = viewOfCommit(git, fork);
  const { present, decision } = await planStep(then, { ...question, passesHold: true, again: false });
  if (decision.is === 'change' || decision.is === 'none') return false;
  const now = await pinsIn(viewOfCommit(git, base), question.policy.name, question.application);
  return Object.keys(question.wanted).every((name) => {
    const [one, other] = [present[name], now[name]];
    return one === undefined || other === undefined ? one === other : isSameImage(one, other);
  });
}

async function carryOver(
  git: Git,
  tip: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  for (const file of files) texts.set(file, await tryReadFile(git, tip, file));
  return texts;
}

/** What a file of pins has that an older one has not, or otherwise. */
export function changedPins(before: Pins, after: Pins): Pins {
  const changed = Object.entries(after).filter(
    ([name, pin]) => before[name] === undefined || !isSameImage(before[name], pin),
  );
  return Object.fromEntries(changed);
}

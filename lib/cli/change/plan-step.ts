import { decideBump, type BumpDecision, type Proposed } from '../../change/decide-bump.ts';
import { pinsFile, type Pins } from '../../change/pins.ts';
import type { EnvironmentPolicy } from '../../change/policy.ts';
import type { Git } from '../../git/git.ts';
import { pinsIn, type BaseView } from './base-view.ts';
import { findObjection, type Reports } from './find-objection.ts';
import { relateSources } from './relate-sources.ts';

export interface StepQuestion {
  readonly policy: EnvironmentPolicy;
  readonly application: string;
  readonly wanted: Pins;
  /** What a pull request of the same branch has. */
  readonly proposed?: Proposed | undefined;
  /** The repository that the command runs in: of an application, it knows in which order images were built. */
  readonly sources: Git;
  readonly hotfix: boolean;
  /** What passes the upstream environments, where the command at hand has it: `add --hotfix`. @default nothing does */
  readonly wayOut?: string | undefined;
  /** Is no forward step, so that a hold does not forbid it. @default false */
  readonly passesHold?: boolean | undefined;
  readonly again: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly reports: Reports | undefined;
}

export interface StepPlan {
  /** What the base has. */
  readonly present: Pins;
  readonly decision: BumpDecision;
}

/** Whether an application may get images in an environment: what it has and had, and what the environment's rules say. */
export async function planStep(view: BaseView, question: StepQuestion): Promise<StepPlan> {
  const { policy, application, wanted, proposed, sources, again, passesHold, reports } = question;
  const present = await pinsIn(view, policy.name, application);
  const decision = decideBump({
    environment: policy.name,
    application,
    wanted,
    base: present,
    history: await view.history(pinsFile(policy.name, application)),
    proposed,
    relate: await relateSources(sources, wanted, [present, proposed?.pins ?? {}]),
    again,
    goesBack: again && passesHold === true,
  });
  if (decision.is === 'none') return { present, decision };
  const objection = await findObjection(view, policy, question, reports);
  return { present, decision: objection === undefined ? decision : { is: 'refused', why: objection } };
}

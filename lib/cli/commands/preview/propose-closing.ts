import { branchName } from '../../../change/branch-name.ts';
import { closedEnvironment, closePreview } from '../../../change/preview/close-preview.ts';
import { draftEnvironment } from '../../../environment/previews/preview-draft.ts';
import { listFiles } from '../../../git/read-tree.ts';
import { readBranchState } from '../../change/branch-state.ts';
import type { ChangeSession } from '../../change/session.ts';
import type { PreviewOutcome } from './conclude-preview.ts';
import { proposePreview, type PreviewPlan } from './propose-preview.ts';
import { readDraftsAt } from './read-drafts-at.ts';
import { readSoundPolicies } from './read-sound-policies.ts';

/** Closes a preview by a pull request, also one that is wrong; one that was proposed and never merged loses that. */
export async function proposeClosing(
  session: ChangeSession,
  base: string,
  name: string,
  autoMerge: boolean,
): Promise<PreviewOutcome> {
  const { change, rules } = await planClosing(session, base, name);
  const state = await readBranchState(session, branchName('preview', name), base);
  return proposePreview(session, base, state, change, { ...rules, autoMerge });
}

/** What closing a preview is on a commit of the base. */
export async function planClosing(session: ChangeSession, base: string, name: string): Promise<PreviewPlan> {
  const { git } = session.clone;
  const { policies, broken } = await readSoundPolicies(session, base);
  const drafts = await readDraftsAt(git, base);
  const present = drafts.find((draft) => draft.name === name);
  const own = present === undefined || broken.has(present.file) ? undefined : draftEnvironment(present);
  const others = [
    ...policies.flatMap((one) => (one.name === own ? [] : one.name)),
    ...drafts.flatMap((draft) => (draft === present ? [] : (draftEnvironment(draft) ?? []))),
  ];
  const environment = closedEnvironment(present, new Set(others));
  const data = environment === undefined ? [] : [...(await listFiles(git, base, `environments/${environment}`)).keys()];
  const change = closePreview({ name, present, environment, own: data });
  const policy = policies.find((one) => one.name === present?.from);
  const rules = {
    from: policy?.name,
    // What nobody knows the rules of is looked at.
    isReviewed: policy?.merge !== 'auto',
    broken: new Set(broken.keys()),
  };
  return { change, rules };
}

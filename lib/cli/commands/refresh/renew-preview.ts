import { expiredPreviews } from '../../../change/preview/expired-previews.ts';
import { openPreview } from '../../../change/preview/open-preview.ts';
import { UserError } from '../../../errors.ts';
import type { PreviewFile, PreviewRecord } from '../../../environment/previews/preview-file.ts';
import { whyNoBase } from '../../../environment/previews/previews.ts';
import type { ChangeSession } from '../../change/session.ts';
import { planClosing } from '../preview/propose-closing.ts';
import { openingRules, refuseUnknownAt } from '../preview/propose-opening.ts';
import { proposeRendered, type PreviewPlan } from '../preview/propose-preview.ts';
import { readPreviewAt } from '../preview/read-preview-at.ts';
import { changedPins } from './plan-again.ts';
import { remainingPolicy } from './remaining-policy.ts';
import type { Renewal, StaleBranch } from './stale-branch.ts';

/**
 * Makes the opening of a preview new, or its closing.
 *
 * @throws a UserError with what is wrong in it
 */
export async function renewPreview(session: ChangeSession, base: string, stale: StaleBranch): Promise<Renewal> {
  const { state, tip, merged } = stale;
  const name = state.branch.split('/')[2] ?? '';
  const proposed = await readPreviewAt(session.clone.git, tip, name);
  const plan =
    proposed === undefined ? await planClosing(session, base, name) : await planOpening(session, base, proposed, stale);
  if ('why' in plan) return { action: 'kept', why: plan.why };
  const { change, rules } = plan;
  if (change.action === 'none') return { action: 'spent' };
  return proposeRendered(session, base, state, change, { ...rules, autoMerge: stale.isArmed, current: merged });
}

/** @returns else why nothing is to be opened any more */
async function planOpening(
  session: ChangeSession,
  base: string,
  proposed: PreviewFile,
  { fork }: StaleBranch,
): Promise<PreviewPlan | { readonly why: string }> {
  const { clone, clock } = session;
  const { name, from, until } = proposed;
  if (expiredPreviews([proposed], new Date(clock.now())).length > 0)
    return { why: `the time of preview ${name} is over: ${until}.` };
  const before = await readPreviewAt(clone.git, fork, name);
  const present = await readPreviewAt(clone.git, base, name);
  if (before !== undefined && present === undefined)
    return { why: `preview ${name} was closed on ${clone.base} since.` };

  const policy = await remainingPolicy(session, base, from);
  const why = whyNoBase(policy, policy.preview !== undefined);
  if (why !== undefined) throw new UserError(`${from} ${why}.`);
  const wanted = changeOf(before, proposed);
  await refuseUnknownAt(session, base, { name, from, images: wanted.images });
  const change = openPreview({
    name,
    from,
    until: before?.until === until ? (present?.until ?? until) : until,
    images: wanted.images,
    present,
  });
  return { change, rules: openingRules(policy) };
}

/** The images that a branch gives a preview: what it has of others, it has from where it begins. */
function changeOf(before: PreviewFile | undefined, { images }: PreviewFile): Pick<PreviewRecord, 'images'> {
  if (before === undefined) return { images };
  const changed = Object.entries(images)
    .map(([application, pins]) => [application, changedPins(before.images[application] ?? {}, pins)] as const)
    .filter(([, pins]) => Object.keys(pins).length > 0);
  return { images: Object.fromEntries(changed) };
}

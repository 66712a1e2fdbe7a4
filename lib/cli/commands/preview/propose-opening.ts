import { branchName } from '../../../change/branch-name.ts';
import { mergeImages, openPreview, type OpenPreviewOptions } from '../../../change/preview/open-preview.ts';
import { refuseBase } from '../../../change/preview/refuse-base.ts';
import { refuseUnknownImages } from '../../../change/preview/refuse-unknown-images.ts';
import type { EnvironmentPolicy } from '../../../change/policy.ts';
import { previewEnvironment, type PreviewFile } from '../../../environment/previews/preview-file.ts';
import type { Git } from '../../../git/git.ts';
import { readBranchState, type BranchState } from '../../change/branch-state.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import type { ChangeSession } from '../../change/session.ts';
import type { PreviewOutcome } from './conclude-preview.ts';
import { proposePreview, type PreviewRules } from './propose-preview.ts';
import { readPreviewAt } from './read-preview-at.ts';

export interface OpenRequest extends Omit<OpenPreviewOptions, 'present'> {
  readonly autoMerge: boolean;
}

/** Opens a preview by a pull request, or gives one that is open, or proposed, other images. */
export async function proposeOpening(
  session: ChangeSession,
  base: string,
  { autoMerge, ...request }: OpenRequest,
): Promise<PreviewOutcome> {
  const { git } = session.clone;
  const { name, from } = request;
  const policy = policyNamed(await readPolicies(session, base), from, '--from');
  refuseBase(from, policy, policy.preview !== undefined);
  await refuseUnknownAt(session, base, request);

  const state = await readBranchState(session, branchName('preview', name), base);
  const proposed = await readProposed(git, state, request);
  const images = mergeImages(proposed?.images ?? {}, request.images);
  const change = openPreview({ ...request, images, present: await readPreviewAt(git, base, name) });
  return proposePreview(session, base, state, change, { ...openingRules(policy), autoMerge });
}

/** Of a preview that is like an environment. */
export function openingRules({ name, merge }: EnvironmentPolicy): Omit<PreviewRules, 'autoMerge'> {
  return { from: name, isReviewed: merge === 'review', broken: new Set() };
}

/** Refuses images that no code of a commit asks for. */
export async function refuseUnknownAt(
  session: ChangeSession,
  commit: string,
  { name, from, images }: Pick<PreviewFile, 'name' | 'from' | 'images'>,
): Promise<void> {
  const kumiki = await session.openKumiki(commit, [from, previewEnvironment({ from, name })]);
  const { applications } = await kumiki.render({ environment: from, files: {}, committed: {}, objectFormat: 'sha1' });
  refuseUnknownImages(from, images, applications);
}

/** What waits for its merge: what it names and this does not must not be lost by the new proposal that takes its place. */
async function readProposed(
  git: Git,
  { tip, stage, foreign }: BranchState,
  { name, from }: Pick<OpenRequest, 'name' | 'from'>,
): Promise<PreviewFile | undefined> {
  const isWaiting = stage === 'pushed' || stage === 'proposed';
  if (tip === undefined || !isWaiting || foreign !== undefined) return undefined;
  const proposed = await readPreviewAt(git, tip, name);
  return proposed?.from === from ? proposed : undefined;
}

import { openPreview, type OpenPreviewOptions } from '../../../change/preview/open-preview.ts';
import { refuseBase } from '../../../change/preview/refuse-base.ts';
import { refuseUnknownImages } from '../../../change/preview/refuse-unknown-images.ts';
import { previewEnvironment, previewFile, readPreview } from '../../../environment/previews/preview-file.ts';
import { tryReadFile } from '../../../git/read-tree.ts';
import { policyNamed, readPolicies } from '../../change/read-policies.ts';
import type { ChangeSession } from '../../change/session.ts';
import type { PreviewOutcome } from './conclude-preview.ts';
import { proposePreview } from './propose-preview.ts';

export interface OpenRequest extends Omit<OpenPreviewOptions, 'present'> {
  readonly autoMerge: boolean;
}

/** Opens a preview by a pull request, or gives one that is open other images. */
export async function proposeOpening(
  session: ChangeSession,
  base: string,
  { autoMerge, ...request }: OpenRequest,
): Promise<PreviewOutcome> {
  const { name, from, images } = request;
  const policy = policyNamed(await readPolicies(session, base), from, '--from');
  refuseBase(from, policy, policy.preview !== undefined);
  const kumiki = await session.openKumiki(base, [from, previewEnvironment({ from, name })]);
  const { applications } = await kumiki.render({ environment: from, files: {}, committed: {}, objectFormat: 'sha1' });
  refuseUnknownImages(from, images, applications);
  const text = await tryReadFile(session.clone.git, base, previewFile(name));
  const present = text === undefined ? undefined : readPreview(text, previewFile(name));
  const change = openPreview({ ...request, present });
  return proposePreview(session, base, change, {
    from,
    isReviewed: policy.merge === 'review',
    autoMerge,
    broken: new Set(),
  });
}

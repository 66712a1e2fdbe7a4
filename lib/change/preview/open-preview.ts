import {
  previewEnvironment,
  previewFile,
  whyNoEnvironment,
  type PreviewFile,
  type PreviewRecord,
} from '../../environment/previews/preview-file.ts';
import { UserError } from '../../errors.ts';
import type { PreviewChange } from './preview-change.ts';
import { renderPreview } from './preview-text.ts';

export interface OpenPreviewOptions extends PreviewRecord {
  readonly name: string;
  /** What its file says now; undefined where there is none. */
  readonly present: PreviewFile | undefined;
}

/**
 * Opens a preview, or gives one that is open other images and another end. Images that are not named stay as they are.
 *
 * @throws a UserError where the name is too long, or the preview is from another environment
 */
export function openPreview({ name, from, until, images, present }: OpenPreviewOptions): PreviewChange {
  const long = whyNoEnvironment({ from, name });
  if (long !== undefined) throw new UserError(`preview open: ${long}`);
  if (present !== undefined && present.from !== from)
    throw new UserError(
      `${present.file}: is from '${present.from}', and --from is '${from}'. Close it first: kumiki preview close ${name}`,
    );

  const text = renderPreview({ from, until, images: mergeImages(present?.images ?? {}, images) });
  const place = { preview: name, environment: previewEnvironment({ from, name }), from };
  if (present !== undefined && renderPreview(present) === text)
    return { action: 'none', ...place, files: new Map(), notes: [`${name}: is open with these images already.`] };
  return {
    action: present === undefined ? 'opened' : 'updated',
    ...place,
    files: new Map([[previewFile(name), text]]),
    notes: [],
  };
}

/** Of each application, those that are wanted, and of the rest those that are there. */
export function mergeImages(
  present: PreviewRecord['images'],
  wanted: PreviewRecord['images'],
): PreviewRecord['images'] {
  const applications = Object.entries(wanted).map(([application, pins]) => [
    application,
    { ...present[application], ...pins },
  ]);
  return { ...present, ...Object.fromEntries(applications) };
}

import { readPreview } from '../../environment/previews/preview-file.ts';
import { UserError } from '../../errors.ts';
import { renderPreview } from '../preview/preview-text.ts';

export interface MovePreviewOptions {
  /** Of the file, from the root. */
  readonly file: string;
  readonly text: string;
  /** The environments that the application has another id in. */
  readonly environments: ReadonlySet<string>;
  readonly from: string;
  readonly to: string;
}

/**
 * The file of a preview with its images under the application's new id.
 *
 * @returns undefined where nothing of it changes
 * @throws a UserError where the file is not as it should be, or has the new id already
 */
export function tryMovePreview({ file, text, environments, from, to }: MovePreviewOptions): string | undefined {
  const preview = readPreview(text, file);
  const pins = Object.hasOwn(preview.images, from) ? preview.images[from] : undefined;
  if (pins === undefined || !environments.has(preview.from)) return undefined;
  if (Object.hasOwn(preview.images, to))
    throw new UserError(`${file}: images.${to} is there already. Delete it, or choose another name.`);
  const others = Object.entries(preview.images).filter(([application]) => application !== from);
  return renderPreview({ ...preview, images: { ...Object.fromEntries(others), [to]: pins } });
}

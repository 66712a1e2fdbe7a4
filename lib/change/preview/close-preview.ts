import { previewEnvironment, previewFile, type PreviewFile } from '../../environment/previews/preview-file.ts';
import type { PreviewChange } from './preview-change.ts';

export interface ClosePreviewOptions {
  readonly name: string;
  /** Whether its file is there. */
  readonly isThere: boolean;
  /** What the file says; undefined where there is none, or nobody can read it. */
  readonly present: PreviewFile | undefined;
  /** What is there for it alone, from the root: below `environments/<environment>/`, and below `dist/<environment>/` where nothing else removes it. */
  readonly own: readonly string[];
}

/** Closes a preview, with everything that was there for it alone. One that is not open is no mistake: CI may repeat itself. */
export function closePreview({ name, isThere, present, own }: ClosePreviewOptions): PreviewChange {
  const environment = present && previewEnvironment(present);
  const place = { preview: name, environment, from: present?.from };
  if (!isThere) return { action: 'none', ...place, files: new Map(), notes: [`${name}: is no open preview.`] };
  return {
    action: 'closed',
    ...place,
    files: new Map([previewFile(name), ...own].map((file) => [file, undefined])),
    notes:
      present === undefined
        ? [`${previewFile(name)}: could not be read, so that nothing is known of what it made. Run kumiki synth.`]
        : [],
  };
}

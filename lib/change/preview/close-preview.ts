import { draftEnvironment, type PreviewDraft } from '../../environment/previews/preview-draft.ts';
import { previewFile } from '../../environment/previews/preview-file.ts';
import type { PreviewChange } from './preview-change.ts';

export interface ClosePreviewOptions {
  readonly name: string;
  /** What its file says; undefined where there is none. */
  readonly present: PreviewDraft | undefined;
  /** What closes with it, as `closedEnvironment` says. */
  readonly environment: string | undefined;
  /** What is there for that alone, below `environments/<environment>/`, from the root. */
  readonly own: readonly string[];
}

/** Closes a preview, with everything that was there for it alone. One that is not open is no mistake: CI may repeat itself. */
export function closePreview({ name, present, environment, own }: ClosePreviewOptions): PreviewChange {
  const place = { preview: name, environment, from: present?.from };
  if (present === undefined)
    return { action: 'none', ...place, files: new Map(), notes: [`${name}: is no open preview.`] };
  return {
    action: 'closed',
    ...place,
    files: new Map([previewFile(name), ...own].map((file) => [file, undefined])),
    notes: environment === undefined ? [whyNothingElse(present)] : [],
  };
}

/**
 * The environment that closes with a preview.
 *
 * @param others the environments that are there without it: one of the same name, which is a mistake that closing mends, loses nothing
 * @returns undefined where no file says which, or where it stays
 */
export function closedEnvironment(present: PreviewDraft | undefined, others: ReadonlySet<string>): string | undefined {
  const environment = present && draftEnvironment(present);
  return environment === undefined || others.has(environment) ? undefined : environment;
}

function whyNothingElse(present: PreviewDraft): string {
  const environment = draftEnvironment(present);
  return environment === undefined
    ? `${present.file}: could not be read, so that nothing is known of what it made. Run kumiki synth.`
    : `${present.file}: '${environment}' is another environment too, which stays as it is.`;
}

import { readPreviewDraft, type PreviewDraft } from '../../../environment/previews/preview-draft.ts';
import { whyNoPreviewName } from '../../../environment/previews/preview-file.ts';
import type { PreviewOutcome } from './conclude-preview.ts';

/**
 * What `sweep` says of previews that are wrong, and that it leaves as nobody can tell that their time is over.
 *
 * @param broken their files, with what is wrong
 * @param expired those that it closes, right or wrong
 * @param flag what its own command line says of where they are closed
 */
export function passOverBroken(
  broken: ReadonlyMap<string, string>,
  expired: readonly PreviewDraft[],
  flag: '' | ' --pr',
): readonly PreviewOutcome[] {
  const closed = new Set(expired.map(({ file }) => file));
  return [...broken]
    .filter(([file]) => !closed.has(file))
    .map(([file, problem]) => {
      const { name } = readPreviewDraft('', file);
      const way = whyNoPreviewName(name) === undefined ? `close it: kumiki preview close ${name}${flag}` : 'remove it.';
      return {
        action: 'none',
        preview: name,
        environment: undefined,
        from: undefined,
        files: [],
        notes: [`${problem}\n${name}: is not swept while that is so. Mend it, or ${way}`],
        isWrong: true,
      };
    });
}

import type { PreviewFile } from '../../environment/previews/preview-file.ts';
import { tryUntil } from '../../environment/previews/until.ts';

/** Those whose time is over. */
export function expiredPreviews(previews: readonly PreviewFile[], now: Date): readonly PreviewFile[] {
  return previews.filter(({ until }) => {
    const end = tryUntil(until);
    return end !== undefined && end <= now;
  });
}

import type { PreviewDraft } from '../../environment/previews/preview-draft.ts';
import { tryUntil } from '../../environment/previews/until.ts';

/** Those whose time is over; none of which nobody knows until when it is. */
export function expiredPreviews<T extends Pick<PreviewDraft, 'until'>>(
  previews: readonly T[],
  now: Date,
): readonly T[] {
  return previews.filter(({ until }) => {
    const end = tryUntil(until);
    return end !== undefined && end <= now;
  });
}

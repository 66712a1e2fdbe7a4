import type { PreviewRecord } from '../../environment/previews/preview-file.ts';
import { refuseUnknownPins } from '../unknown-pins.ts';

/**
 * Refuses images of a preview that no code asks for.
 *
 * @param from the environment that it is like
 * @param applications the names that its code asks for, by application
 */
export function refuseUnknownImages(
  from: string,
  images: PreviewRecord['images'],
  applications: Readonly<Record<string, readonly string[]>>,
): void {
  for (const [application, pins] of Object.entries(images))
    refuseUnknownPins(from, application, Object.keys(pins), applications);
}

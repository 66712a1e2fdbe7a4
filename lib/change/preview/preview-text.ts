import type { PreviewRecord } from '../../environment/previews/preview-file.ts';
import { renderPins } from '../pins.ts';

/** The text of a preview's file: sorted keys, two spaces, LF. */
export function renderPreview({ from, images, until }: PreviewRecord): string {
  const sorted = Object.entries(images)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([application, pins]) => [application, JSON.parse(renderPins(pins)) as unknown]);
  return `${JSON.stringify({ from, images: Object.fromEntries(sorted), until }, undefined, 2)}\n`;
}

import { imageOf, type Pins } from '../../change/pins.ts';
import { hashImages, readMarker, type Marker } from '../../change/pull-request-text.ts';
import type { PullRequest } from '../../forge/forge.ts';

/** The pins of an application, as the marker of a pull request has them. */
export function markPins(environment: string, application: string, pins: Pins): Marker['images'] {
  return Object.fromEntries(
    Object.entries(pins).map(([name, pin]) => [`${environment}/${application}/${name}`, imageOf(pin)]),
  );
}

/** The commit that an environment is built from, in their place. */
export function markSource(environment: string, commit: string): Marker['images'] {
  return { [`${environment}/source`]: commit };
}

/** Whether a pull request says that it has these, and no others; undefined where somebody removed the marker, and nobody can tell. */
export function speaksOf({ text }: PullRequest, images: Marker['images']): boolean | undefined {
  const marker = readMarker(text);
  if (marker === undefined) return undefined;
  const there = marker.images;
  if (there === undefined) return marker.hash === hashImages(images);
  const names = new Set([...Object.keys(there), ...Object.keys(images)]);
  return [...names].every((name) => there[name] === images[name]);
}

/**
 * Whether a pull request has all of these, whatever else there was of the same applications when it was made; undefined where somebody
 * removed the marker, and nobody can tell.
 *
 * @param all that there is of the same applications: what is compared where the marker has no room for each
 */
export function hasImages({ text }: PullRequest, images: Marker['images'], all: Marker['images']): boolean | undefined {
  const marker = readMarker(text);
  if (marker === undefined) return undefined;
  const there = marker.images;
  if (there === undefined) return marker.hash === hashImages(all);
  return Object.entries(images).every(([name, image]) => there[name] === image);
}

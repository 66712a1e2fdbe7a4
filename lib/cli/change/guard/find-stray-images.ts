import { imageOf } from '../../../change/pins.ts';
import { didYouMean } from '../../../did-you-mean.ts';
import type { Preview } from '../../../environment/previews/preview.ts';
import type { Finding } from '../../../errors.ts';
import { applicationsIn } from './applications-in.ts';

/**
 * The images of a preview that nothing of it runs, so that it would show something else than what was asked for.
 *
 * @param files what is rendered of it, by path below `dist/<env>/`; none where an error keeps it from being rendered, which is told elsewhere
 */
export function findStrayImages(
  environment: string,
  { file, images }: Preview,
  files: ReadonlyMap<string, string>,
): readonly Finding[] {
  const applications = applicationsIn(files.keys());
  if (applications.length === 0) return [];
  const warn = (path: string, problem: string): Finding => {
    const message = `${file}: images.${path}: ${problem}`;
    return { rule: 'change/stray-pins', severity: 'warning', message, environment, file };
  };
  return Object.entries(images).flatMap(([application, pins]) => {
    if (!applications.includes(application)) {
      const guess = didYouMean(application, applications);
      const advice = guess === undefined ? `There are: ${applications.join(', ')}.` : `Did you mean ${guess}?`;
      return [
        warn(
          application,
          `nothing is rendered of an application '${application}' in ${environment}, so its images run nowhere. ${advice}`,
        ),
      ];
    }
    const texts = [...files].flatMap(([path, text]) => (path.startsWith(`${application}/`) ? [text] : []));
    const words = new Set(texts.flatMap((text) => text.split(/[\s'"]+/)));
    return Object.entries(pins)
      .filter(([, pin]) => !words.has(imageOf(pin)))
      .map(([name, pin]) =>
        warn(
          `${application}.${name}`,
          `${imageOf(pin)} runs nowhere in ${environment}, as nothing of ${application} asks for an image '${name}'. Take it out, or name one that the code asks for.`,
        ),
      );
  });
}

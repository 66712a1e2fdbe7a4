import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../errors.ts';
import type { Image } from '../../manifest/image-reference.ts';
import type { EnvironmentData } from './environment-data.ts';
import { readImages } from './read-images.ts';

/**
 * The data of one environment as it lies in the repository.
 *
 * @param root the repository's folder, absolute
 * @param read told of every path that was looked at, also of missing ones: what the result depends on
 */
export function repositoryData(root: string, environment: string, read: (absolutePath: string) => void = () => undefined): EnvironmentData {
  const images = new Map<string, ReadonlyMap<string, Image>>();
  const imagesOf = (application: string): ReadonlyMap<string, Image> => {
    const file = imagesFile(environment, application);
    const known = images.get(application) ?? readImages(readText(root, file, read, `Pin an image there, such as { "api": { "image": "ghcr.io/acme/api", "tag": "1.0.0" } }.`), file);
    images.set(application, known);
    return known;
  };
  return {
    image(application, name) {
      const pins = imagesOf(application);
      const image = pins.get(name);
      if (image !== undefined) return image;
      const known = [...pins.keys()].join(', ') || 'none';
      throw new UserError(`${imagesFile(environment, application)}: has no pin '${name}'. There are: ${known}. Add it, or ask for one of these.`);
    },
    file: (file) => readText(root, file, read, 'Make it, or mend the path: it starts at the repository’s root.'),
  };
}

function imagesFile(environment: string, application: string): string {
  return `environments/${environment}/images/${application}.json`;
}

function readText(root: string, file: string, read: (absolutePath: string) => void, advice: string): string {
  const absolute = path.resolve(root, file);
  read(absolute);
  if (!existsSync(absolute)) throw new UserError(`${file}: there is no such file. ${advice}`);
  const inside = path.relative(realpathSync(root), realpathSync(absolute));
  if (inside.startsWith('..') || path.isAbsolute(inside)) throw new UserError(`${file}: is outside the repository. Only its own files may be read.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(absolute));
  } catch (cause) {
    throw new UserError(`${file}: cannot be read as text in UTF-8: ${(cause as Error).message}.`, { cause });
  }
}

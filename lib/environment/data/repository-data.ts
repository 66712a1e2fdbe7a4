import { UserError } from '../../errors.ts';
import type { Image } from '../../manifest/image-reference.ts';
import { sealedFile, type SealedFile } from '../../secret/sealed-file.ts';
import { externalFile, type ExternalOutputs } from '../../external/external-outputs.ts';
import { importCommand } from '../external.ts';
import type { EnvironmentData } from './environment-data.ts';
import { readExternal } from './read-external.ts';
import { readImages } from './read-images.ts';
import { readSealedFile } from './read-sealed-file.ts';
import { RepositoryFiles } from './repository-files.ts';
import { readSealedKeys } from './sealed-keys.ts';

/**
 * The data of one environment as it lies in the repository.
 *
 * @param root the repository's folder, absolute
 * @param read told of every path that was looked at, also of missing ones: what the result depends on
 */
export function repositoryData(
  root: string,
  environment: string,
  read: (absolutePath: string) => void = () => undefined,
): EnvironmentData {
  const files = new RepositoryFiles(root, read);
  const images = new Map<string, ReadonlyMap<string, Image>>();
  const externals = new Map<string, ExternalOutputs>();
  const seals = new Map<string, SealedFile | undefined>();

  const imagesOf = (application: string, name: string): ReadonlyMap<string, Image> => {
    const known = images.get(application);
    if (known !== undefined) return known;
    const file = imagesFile(environment, application);
    const pins = readImages(files.read(file, `Make it, with the image that is wanted: { ${examplePin(name)} }.`), file);
    images.set(application, pins);
    return pins;
  };

  return {
    image(application, name) {
      const pins = imagesOf(application, name);
      const image = pins.get(name);
      if (image !== undefined) return image;
      const known = [...pins.keys()].join(', ') || 'none';
      throw new UserError(
        `${imagesFile(environment, application)}: has no pin '${name}'. There are: ${known}. Add ${examplePin(name)}, or ask for one that is there.`,
      );
    },
    external(name) {
      const known = externals.get(name);
      if (known !== undefined) return known;
      const file = externalFile(environment, name);
      const outputs = readExternal(files.read(file, `Make it with: ${importCommand(environment)}.`), file);
      externals.set(name, outputs);
      return outputs;
    },
    sealed(application, name) {
      const file = sealedFile(environment, application, name);
      if (seals.has(file)) return seals.get(file);
      const text = files.tryRead(file);
      const sealed = text === undefined ? undefined : readSealedFile(text, file);
      seals.set(file, sealed);
      return sealed;
    },
    sealedKeys: (application, name) => readSealedKeys(files, application, name),
    file: (file) => files.read(file, 'Make it, or mend the path: it starts at the repository’s root.'),
    files: (place) => files.readAll(place, 'Make it, or mend the path: it starts at the repository’s root.'),
  };
}

function imagesFile(environment: string, application: string): string {
  return `environments/${environment}/images/${application}.json`;
}

function examplePin(name: string): string {
  return `"${name}": { "image": "ghcr.io/acme/${name}", "tag": "1.0.0" }`;
}

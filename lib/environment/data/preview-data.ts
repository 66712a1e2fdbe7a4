import { UserError } from '../../errors.ts';
import { imageOfParts } from '../../manifest/image-reference.ts';
import type { Preview } from '../previews/preview.ts';
import type { EnvironmentData } from './environment-data.ts';
import { repositoryData } from './repository-data.ts';
import { RepositoryFiles } from './repository-files.ts';

/**
 * The data of a preview: its base's, with the images of its own file in the place of the base's, and with what is sealed for it alone.
 *
 * @param root the repository's folder, absolute
 * @param environment the preview's
 * @param read told of every path that was looked at, also of missing ones: what the result depends on
 */
export function previewData(
  root: string,
  environment: string,
  { base, file, name, images }: Preview,
  read: (absolutePath: string) => void = () => undefined,
): EnvironmentData {
  const files = new RepositoryFiles(root, read);
  const own = repositoryData(root, environment, read);
  const bases = repositoryData(root, base, read);

  const refuseOwnPins = (application: string): void => {
    const unread = `environments/${environment}/images/${application}.json`;
    if (files.tryRead(unread) === undefined) return;
    throw new UserError(
      `${unread}: pins nothing: ${environment} is a preview, whose images are in ${file}. Delete it, and pin with: kumiki preview open ${name} --from ${base} ${application} NAME=IMAGE`,
    );
  };

  return {
    ...bases,
    image(application, image) {
      refuseOwnPins(application);
      const pins = Object.hasOwn(images, application) ? images[application] : undefined;
      const pin = pins !== undefined && Object.hasOwn(pins, image) ? pins[image] : undefined;
      return pin === undefined ? bases.image(application, image) : imageOfParts(pin.image, pin.tag, pin.digest);
    },
    sealed(application, secret) {
      const sealed = own.sealed(application, secret);
      if (sealed !== undefined) return sealed;
      const inherited = bases.sealed(application, secret);
      return inherited && { ...inherited, environment: base };
    },
  };
}

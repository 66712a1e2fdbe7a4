import type { Image } from '../../manifest/image-reference.ts';

/** What constructs read beside the code: of the repository, or stand-ins for tests. */
export interface EnvironmentData {
  /** The pin `name` of `environments/<env>/images/<application>.json`. Throws a UserError with file, path and value where there is none, or a bad one. */
  image(application: string, name: string): Image;
  /** The text of a file by its path from the repository's root. Throws a UserError where it is missing, no UTF-8, or outside the repository. */
  file(path: string): string;
}

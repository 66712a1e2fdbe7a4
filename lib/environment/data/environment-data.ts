import type { ExternalOutputs } from '../../external/external-outputs.ts';
import type { SealedFile } from '../../secret/sealed-file.ts';
import type { Image } from '../../manifest/image-reference.ts';

/** What constructs read beside the code: of the repository, or stand-ins for tests. */
export interface EnvironmentData {
  /** The pin `name` of `environments/<env>/images/<application>.json`. Throws a UserError with file, path and value where there is none, or a bad one. */
  image(application: string, name: string): Image;
  /** The text of a file by its path from the repository's root. Throws a UserError where it is missing, no UTF-8, or outside the repository. */
  file(path: string): string;
  /** Every file below a folder of the repository, or one file, by path: those that end in .yaml, .yml or .json. Throws a UserError where there is none. */
  files(path: string): ReadonlyMap<string, string>;
  /** What `environments/<env>/secrets/<application>/<name>.json` holds; undefined where there is no such file. Throws a UserError where it is bad. */
  sealed(application: string, name: string): SealedFile | undefined;
  /** The keys that are sealed under this name, by environment of the repository, this one among them. Empty where a file is missing or bad. */
  sealedKeys(application: string, name: string): ReadonlyMap<string, readonly string[]>;
  /** What `environments/<env>/external/<name>.json` holds. Throws a UserError where it is missing or bad. */
  external(name: string): ExternalOutputs;
}

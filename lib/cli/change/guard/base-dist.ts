import type { Finding } from '../../../errors.ts';

/** What the repository that a change goes into has in `dist/`, and which previews. */
export interface BaseDist {
  /** As the command line names it. */
  readonly name: string;
  /** Its YAML and JSON files by their paths from the root. */
  readonly files: readonly string[];
  /** Whether it has a file with this very text. */
  isSame(file: string, text: string): boolean;
  /** The texts of some of its files, in one go. */
  read(files: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What may make a refusal one by mistake. */
  notes(): Promise<readonly Finding[]>;
}

/** The folders of a base that matter. */
export const DIST = 'dist';

/** Whether a CD tool would apply a file of this name. */
export function isManifest(file: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(file);
}

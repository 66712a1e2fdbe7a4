import type { RenderedManifest } from '../../../vendor/read-render.ts';
import type { LeftOut } from '../../../vendor/sort-render.ts';
import type { VendorLock } from '../../../vendor/vendor-lock.ts';

/** What a chart or an overlay gives, before anything is written. */
export interface Rendering {
  readonly lock: VendorLock;
  readonly manifests: readonly RenderedManifest[];
  readonly hooks: readonly LeftOut[];
  readonly tests: readonly LeftOut[];
  /** Worth knowing: also what the program said. */
  readonly notes: readonly string[];
  /** Files of seals beside it, by path from the repository's root. */
  readonly seals: ReadonlyMap<string, string>;
}

/** The lines that a program wrote to its standard error. */
export function notesOf(tool: string, err: string): readonly string[] {
  return err
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => `${tool}: ${line}`);
}

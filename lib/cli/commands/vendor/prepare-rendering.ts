import { UserError } from '../../../errors.ts';
import { compareObjects, isSame, type ObjectChanges } from '../../../vendor/compare-objects.ts';
import { layoutVendored } from '../../../vendor/layout-vendored.ts';
import { explainOpenSecrets } from '../../../vendor/open-secrets.ts';
import type { LeftOut } from '../../../vendor/sort-render.ts';
import type { VendorLock } from '../../../vendor/vendor-lock.ts';
import { vendorFolder } from '../../../vendor/vendor-name.ts';
import type { Rendering } from './rendering.ts';
import { vendoredObjects, type VendoredFolder } from './vendored-folder.ts';

/** What became of a rendering; its shape is that of `--json`. */
export interface VendorOutcome extends ObjectChanges {
  readonly action: 'vendored' | 'updated' | 'none' | 'differs';
  readonly name: string;
  readonly folder: string;
  readonly lock: VendorLock;
  readonly objects: number;
  /** The version before, where it is another. */
  readonly from: string | undefined;
  /** Files of seals that were written, or would be. */
  readonly sealed: readonly string[];
  readonly hooks: readonly LeftOut[];
  readonly tests: readonly LeftOut[];
  readonly notes: readonly string[];
}

export interface PrepareOptions {
  readonly name: string;
  readonly before: VendoredFolder | undefined;
  /** Nothing will be written. */
  readonly check: boolean;
}

/** What there is to do, once all of a command's renderings are found good. */
export interface PreparedVendor {
  readonly outcome: VendorOutcome;
  /** What to write into its folder; undefined where it is there already. */
  readonly files: ReadonlyMap<string, string> | undefined;
  /** Beside it, by path from the repository's root. */
  readonly seals: ReadonlyMap<string, string>;
}

/**
 * Compares a rendering with what is there.
 *
 * @throws a UserError where it may not be in the repository
 */
export function prepareRendering(rendering: Rendering, { name, before, check }: PrepareOptions): PreparedVendor {
  const { lock, manifests, hooks, tests, notes, seals } = rendering;
  refuseOther(name, before?.lock, lock);
  if (manifests.length === 0)
    throw new UserError(`${name}: renders no object at all. Set values that make it render some.`);
  const open = explainOpenSecrets(name, manifests);
  if (open !== undefined) throw new UserError(open);
  const files = layoutVendored(name, manifests, lock);
  const changes = compareObjects(
    before === undefined ? [] : vendoredObjects(name, before),
    manifests.map(({ object }) => object),
  );

  const hasFiles = before !== undefined && isSame(changes) && isSameText(before.files, files);
  const outcome: VendorOutcome = {
    action: hasFiles && seals.size === 0 ? 'none' : check ? 'differs' : before === undefined ? 'vendored' : 'updated',
    name,
    folder: vendorFolder(name),
    lock,
    objects: manifests.length,
    from: versionOf(before?.lock) === versionOf(lock) ? undefined : versionOf(before?.lock),
    ...changes,
    sealed: [...seals.keys()].toSorted(),
    hooks,
    tests,
    notes,
  };
  return { outcome, files: hasFiles ? undefined : files, seals };
}

function refuseOther(name: string, before: VendorLock | undefined, after: VendorLock): void {
  if (before === undefined || identityOf(before) === identityOf(after)) return;
  throw new UserError(
    `${vendorFolder(name)}: holds ${identityOf(before)}, and this is ${identityOf(after)}. Use another name with --as, or delete the folder first.`,
  );
}

function identityOf(lock: VendorLock): string {
  return lock.tool === 'helm' ? `the chart ${lock.chart}` : `the overlay ${lock.source}`;
}

function versionOf(lock: VendorLock | undefined): string | undefined {
  return lock?.tool === 'helm' ? lock.version : undefined;
}

/** git may have given the lines other ends. */
function isSameText(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): boolean {
  if (before.size !== after.size) return false;
  return [...after].every(([file, text]) => before.get(file)?.replaceAll('\r\n', '\n') === text);
}

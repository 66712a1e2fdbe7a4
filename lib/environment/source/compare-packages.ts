import { isSamePackage, type LockedPackages } from './locked-packages.ts';

/** A package that a module of a commit imports. */
export interface PackageImport {
  /** `cdk8s-plus-27`, `@acme/charts` */
  readonly name: string;
  /** The module's folder, from the lock file's own. */
  readonly folder: string;
  /** The module, for messages: `apps/users.ts of commit abc12345`. */
  readonly importer: string;
}

export interface PackageDifference extends PackageImport {
  /** The version that the commit locked. */
  readonly locked: string;
  /** The version that is locked today; undefined where there is none. */
  readonly today: string | undefined;
}

/** The packages that user code shares with the running library, and gets as that has them, whatever a commit locked. */
const OF_THE_LIBRARY: ReadonlySet<string> = new Set(['kumiki', 'cdk8s', 'constructs']);

/** The imported packages that a commit locked otherwise than they are locked today, each once, by name. */
export function comparePackages(
  imports: readonly PackageImport[],
  ofCommit: LockedPackages,
  ofToday: LockedPackages,
): readonly PackageDifference[] {
  const differences = new Map<string, PackageDifference>();
  for (const one of imports) {
    if (OF_THE_LIBRARY.has(one.name) || differences.has(one.name)) continue;
    const locked = ofCommit.find(one.name, one.folder);
    const today = ofToday.find(one.name, one.folder);
    if (locked === undefined || (today !== undefined && isSamePackage(locked, today))) continue;
    differences.set(one.name, { ...one, locked: locked.version, today: today?.version });
  }
  return [...differences.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The package of an import: `@acme/charts` of `@acme/charts/lib/redis`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

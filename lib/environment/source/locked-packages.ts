import path from 'node:path';
import { fieldsOf, isFields, type Fields } from '../../fields.ts';

/** One package as a lock file of npm holds it. */
export interface LockedPackage {
  readonly version: string;
  /** What tells two packages of one version apart: of an alias its name, of a repository its commit, else its digest where both have one. */
  readonly name: string | undefined;
  readonly commit: string | undefined;
  readonly integrity: string | undefined;
}

/** What a lock file of npm locks. */
export class LockedPackages {
  /** By where they lie: `node_modules/cdk8s-plus-27`. */
  readonly #packages: Fields;

  /**
   * @param text of a package-lock.json or npm-shrinkwrap.json, which have one format. What is none locks nothing: npm says so itself
   */
  constructor(text: string) {
    const lock = fieldsOf(tryJson(text));
    // Version 1 has no `packages`: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#lockfileversion
    this.#packages = isFields(lock['packages']) ? lock['packages'] : packagesOfVersion1(lock['dependencies']);
  }

  /**
   * The package that Node finds for a module.
   *
   * @param folder of the module, from the lock file's own
   */
  find(name: string, folder: string): LockedPackage | undefined {
    const entry = this.#packages[path.posix.join(folder, 'node_modules', name)];
    if (entry !== undefined || folder === '' || folder === '.') return packageOf(entry);
    return this.find(name, path.posix.dirname(folder));
  }
}

/** Whether two are the same package: what only one of them tells is no difference. */
export function isSamePackage(one: LockedPackage, other: LockedPackage): boolean {
  const keys = ['version', 'name', 'commit', 'integrity'] as const;
  return keys.every((key) => one[key] === undefined || other[key] === undefined || one[key] === other[key]);
}

/** A link is a folder of the repository: user code, and no package that is locked. */
function packageOf(entry: unknown): LockedPackage | undefined {
  const { version, name, resolved, integrity } = fieldsOf(entry);
  if (typeof version !== 'string') return undefined;
  const [, commit] = typeof resolved === 'string' ? (/^git[+:][^#]*#(.+)$/.exec(resolved) ?? []) : [];
  return { version, name: textOf(name), commit, integrity: textOf(integrity) };
}

function packagesOfVersion1(dependencies: unknown): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(dependencies)).map(([name, entry]) => [`node_modules/${name}`, entry]),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

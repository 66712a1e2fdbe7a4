import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportKind, OnResolveResult, Plugin } from 'esbuild';

/** A package as a module of the repository asks for it. */
interface ImportedPackage {
  /** As it is written: `cdk8s-plus-27`. */
  readonly specifier: string;
  /** The module that asks, absolute. */
  readonly importer: string;
  /** Whether it is imported as it is; otherwise `require`d, or bundled. */
  readonly imported: boolean;
}

/** By the file that runs, absolute. */
export type Packages = Map<string, ImportedPackage>;

/** Where the files of the repository lie as a commit has them. */
export interface CommitTree {
  /** The repository today, absolute. */
  readonly today: string;
  /** The same folder of the commit. */
  readonly ofCommit: string;
}

const ASKED = Symbol('asked');
const RUNS_AS_IT_IS = /\.(?:js|mjs|cjs|node)$/;
const ADDRESS = /^https?:/;
const INSTALLED = /[/\\]node_modules[/\\]/;

/**
 * Installed packages stay outside of the bundle and are imported by the file that they resolve to for the module that asks, so that
 * the bundle may lie anywhere. What esbuild finds inside the repository (a path of tsconfig.json, a linked workspace, the repository's
 * own name) is user code like any other, and so is what Node cannot run as it is.
 *
 * @param packages told of every file of a package that modules ask for
 * @param tree of the modules, where it is not today's
 */
export function resolvePackages(packages: Packages, tree?: CommitTree): Plugin {
  return {
    name: 'kumiki-packages',
    setup(build) {
      build.onResolve(
        { filter: /^[^./]/ },
        async ({ path: specifier, importer, namespace, resolveDir, kind, pluginData, with: attributes }) => {
          if (pluginData === ASKED || kind === 'entry-point' || path.isAbsolute(specifier)) return undefined;
          if (isBuiltin(specifier)) return { path: specifier, external: true };
          if (ADDRESS.test(specifier)) return { errors: [{ text: `Cannot import the address "${specifier}"` }] };

          const found = await build.resolve(specifier, {
            importer,
            namespace,
            resolveDir,
            kind,
            pluginData: ASKED,
            with: attributes,
          });
          // esbuild asks itself once more then, and says why: its answer here does not.
          if (found.errors.length > 0) return undefined;
          if (found.external) return found as OnResolveResult;
          if (!INSTALLED.test(found.path)) return { ...(found as OnResolveResult), ...ofTree(found.path, tree) };
          const isBundled = !RUNS_AS_IT_IS.test(found.path);
          const imported = !isBundled && !isRequired(kind);
          if (!packages.has(found.path)) packages.set(found.path, { specifier, importer, imported });
          if (isBundled) return found as OnResolveResult;
          return { path: imported ? pathToFileURL(found.path).href : found.path, external: true };
        },
      );
    },
  };
}

/** A workspace of the repository, which is installed as a link to today's files. */
function ofTree(file: string, tree: CommitTree | undefined): OnResolveResult {
  if (tree === undefined || !file.startsWith(`${tree.today}${path.sep}`)) return {};
  const inside = path.relative(tree.today, file);
  const moved = path.join(tree.ofCommit, inside);
  return existsSync(moved) ? { path: moved } : { errors: [{ text: `Not in the commit: "${inside}"` }] };
}

function isRequired(kind: ImportKind): boolean {
  return kind === 'require-call' || kind === 'require-resolve';
}

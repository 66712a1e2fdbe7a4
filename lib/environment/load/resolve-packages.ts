import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ImportKind, OnResolveResult, Plugin } from 'esbuild';

const ASKED = Symbol('asked');
const RUNS_AS_IT_IS = /\.(?:js|mjs|cjs|node)$/;
const INSTALLED = /[/\\]node_modules[/\\]/;

/**
 * Installed packages stay outside of the bundle and are imported by the file that they resolve to for the module that asks, so that
 * the bundle may lie anywhere. What esbuild finds inside the repository (a path of tsconfig.json, a linked workspace, the repository's
 * own name) is user code like any other, and so is what Node cannot run as it is.
 *
 * @param packages told of every file of a package that the bundle imports
 */
export function resolvePackages(packages: Set<string>): Plugin {
  return {
    name: 'kumiki-packages',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path: specifier, importer, namespace, resolveDir, kind, pluginData, with: attributes }) => {
        if (pluginData === ASKED || kind === 'entry-point' || path.isAbsolute(specifier)) return undefined;
        if (isBuiltin(specifier)) return { path: specifier, external: true };

        const found = await build.resolve(specifier, { importer, namespace, resolveDir, kind, pluginData: ASKED, with: attributes });
        if (found.errors.length > 0 || found.external) return found as OnResolveResult;
        if (!INSTALLED.test(found.path) || !RUNS_AS_IT_IS.test(found.path)) return found as OnResolveResult;
        packages.add(found.path);
        return { path: isRequired(kind) ? found.path : pathToFileURL(found.path).href, external: true };
      });
    },
  };
}

function isRequired(kind: ImportKind): boolean {
  return kind === 'require-call' || kind === 'require-resolve';
}

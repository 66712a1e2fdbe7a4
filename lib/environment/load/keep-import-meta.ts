import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loader, Plugin } from 'esbuild';

const NAMESPACE = 'kumiki-import-meta';
const LOCAL = '__kumikiImportMeta';
const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.tsx': 'tsx',
  '.js': 'js',
  '.mjs': 'js',
  '.jsx': 'jsx',
};

/** To be given to esbuild beside the plugin. */
export const importMetaDefine = { 'import.meta': LOCAL };

/**
 * `import.meta.url`, `dirname` and `filename` of a bundled file mean that file, not the bundle. The import is appended, so that no line
 * moves.
 */
export function keepImportMeta(): Plugin {
  return {
    name: 'kumiki-import-meta',
    setup(build) {
      build.onLoad({ filter: /\.(?:m?ts|tsx|m?js|jsx)$/, namespace: 'file' }, async ({ path: file }) => {
        const text = await readFile(file, 'utf8');
        if (!text.includes('import.meta')) return undefined;
        const contents = `${text}\nimport ${LOCAL} from ${JSON.stringify(`${NAMESPACE}:${file}`)};`;
        return { contents, loader: LOADERS[path.extname(file)] ?? 'js' };
      });
      build.onResolve({ filter: new RegExp(`^${NAMESPACE}:`) }, ({ path: specifier }) => ({
        path: specifier.slice(NAMESPACE.length + 1),
        namespace: NAMESPACE,
        sideEffects: false,
      }));
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path: file }) => {
        const meta = { url: pathToFileURL(file).href, dirname: path.dirname(file), filename: file };
        return { contents: JSON.stringify(meta), loader: 'json' };
      });
    },
  };
}

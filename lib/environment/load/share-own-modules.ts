import type { Plugin } from 'esbuild';
import { ownModules } from './own-modules.ts';

const NAMESPACE = 'kumiki-own';
export const REGISTRY = 'kumiki-own:registry';

export type Modules = Map<string, Readonly<Record<string, unknown>>>;

/**
 * Answers `kumiki`, `cdk8s` and the like in user code with the running library's own modules: as modules of the bundle that only
 * re-export, so that esbuild knows every name and reports a misspelt one with its line.
 *
 * @param modules filled with what the bundle needs; the bundle receives it through its export `provide`
 */
export function shareOwnModules(modules: Modules): Plugin {
  return {
    name: 'kumiki-own-modules',
    setup(build) {
      const names = Object.keys(ownModules).map((name) => name.replace('/', '\\/'));
      build.onResolve({ filter: new RegExp(`^(?:${names.join('|')})$`) }, ({ path }) => ({
        path,
        namespace: NAMESPACE,
        sideEffects: false,
      }));
      build.onResolve({ filter: new RegExp(`^${REGISTRY}$`) }, () => ({ path: 'registry', namespace: NAMESPACE }));
      build.onLoad({ filter: /^registry$/, namespace: NAMESPACE }, () => ({ contents: registrySource }));
      build.onLoad({ filter: /./, namespace: NAMESPACE }, async ({ path }) => {
        const module = (await ownModules[path]?.()) ?? {};
        modules.set(path, module);
        return { contents: reexportsOf(path, Object.keys(module)) };
      });
    },
  };
}

const registrySource = `let modules;
export const provide = (given) => { modules = given; };
export const own = (name) => modules.get(name);`;

function reexportsOf(name: string, keys: readonly string[]): string {
  const exported = keys.map((key, index) => [`e${index}`, key] as const);
  return [
    `import { own } from '${REGISTRY}';`,
    `const module = own('${name}');`,
    ...exported.map(([local, key]) => `const ${local} = module[${JSON.stringify(key)}];`),
    `export { ${exported.map(([local, key]) => `${local} as ${JSON.stringify(key)}`).join(', ')} };`,
  ].join('\n');
}

// Builds lib/ into build/: JavaScript in few files, as a command that starts has to read them all; with --types, and for a package, also the declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const outdir = path.join(root, 'build');
const POOL = 'pool.br';

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['lib/index.ts', 'lib/testing/index.ts', 'lib/cli/main.ts'],
  outbase: 'lib',
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
});

chmodSync(path.join(outdir, 'cli', 'main.js'), 0o755);
copyPool(Object.entries(metafile.outputs));
if (process.argv.includes('--types') || ['pack', 'publish'].includes(process.env.npm_command)) declareTypes();

/** The pool of API definitions lies beside the file that reads it, wherever the bundler put that. */
function copyPool(outputs) {
  const readers = outputs.filter(([, { inputs }]) => 'lib/schema/read-pool.ts' in inputs);
  for (const [file] of readers)
    copyFileSync(path.join(root, 'lib', 'schema', POOL), path.join(root, path.dirname(file), POOL));
}

/** Declarations name the files that will be there: `./config.js` of `./config.ts`. */
function declareTypes() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const file of readdirSync(outdir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.d.ts')) continue;
    const declaration = path.join(outdir, file);
    const text = readFileSync(declaration, 'utf8');
    writeFileSync(
      declaration,
      text
        .replaceAll(/(from |import\()'(\.[^']+)\.ts'/g, "$1'$2.js'")
        .replaceAll(/^import '(\.[^']+)\.ts'/gm, "import '$1.js'"),
    );
  }
}

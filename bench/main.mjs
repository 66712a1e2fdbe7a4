// Bundles the benchmark and the programs that it compares, which are TypeScript, into a private folder, and runs it from there.
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-bench-'));

try {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/bench.ts', ...['cdk8s-plus', 'l1', 'plain'].map((name) => `bench/programs/${name}.ts`)],
    entryNames: '[name]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  });
  const { bench } = await import(pathToFileURL(path.join(folder, 'bench.mjs')).href);
  await bench({ root, folder, args: process.argv.slice(2) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

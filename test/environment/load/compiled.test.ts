import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentSource, makeRepository } from '../fixture-repository.ts';

/** The library as its package holds it: what a test runner does to promises, modules and the end of a process is out of the way. */
const installed = mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-compiled-'));

beforeAll(async () => {
  symlinkSync(path.resolve('node_modules'), path.join(installed, 'node_modules'));
  await build({
    entryPoints: { index: 'lib/index.ts', load: 'lib/environment/load/load-environments.ts' },
    outdir: path.join(installed, 'build'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  writeFileSync(
    path.join(installed, 'main.mjs'),
    `import { WebService } from './build/index.mjs';
import { createLoader } from './build/load.mjs';
const loader = createLoader(process.argv[2]);
const repository = await loader.load().catch((error) => {
  console.error(error.name === 'UserError' ? error.message : error.stack);
  process.exit(1);
});
const { namespace } = repository.environments[0].definition;
console.log(repository.guard(() => namespace?.('')) === WebService);`,
  );
});

afterAll(() => rmSync(installed, { recursive: true, force: true }));

function load(files: Readonly<Record<string, string>>): {
  readonly status: number | null;
  readonly stdout: string;
  readonly output: string;
} {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(installed, 'main.mjs'), makeRepository(files)],
    { encoding: 'utf8' },
  );
  return { status, stdout, output: stdout + stderr };
}

test('user code has the very classes of the compiled library', () => {
  const source = environmentSource('x', '', "import { WebService } from 'kumiki';").replace(
    'edition: 1,',
    'edition: 1, namespace: () => WebService as never,',
  );

  expect(load({ 'environments/x.ts': source })).toMatchObject({ status: 0, output: 'true\n' });
});

test('a promise that never settles is told as soon as nothing is left to do, for each file that waits', () => {
  const waiting = {
    'environments/x.ts': "import '../apps/a.ts';",
    'environments/y.ts': "import '../apps/a.ts';",
    'apps/a.ts': 'await new Promise(() => {});',
  };
  const start = performance.now();

  const { status, output } = load(waiting);

  expect(status).toBe(1);
  expect(output.split('\n').map((line) => line.slice(0, 61))).toEqual([
    'environments/x.ts: waits for a promise that never settles. Lo',
    'environments/y.ts: waits for a promise that never settles. Lo',
    '',
  ]);
  expect(performance.now() - start).toBeLessThan(4500);
});

test('a promise that is rejected unheard is told with its line', () => {
  const source = environmentSource('x', '', "Promise.reject(new TypeError('nobody listens'));");

  expect(load({ 'environments/x.ts': source })).toMatchObject({
    status: 1,
    output: 'environments/x.ts:2: throws TypeError: nobody listens.\n',
  });
});

test('a package that throws while another package imports it is told once', () => {
  const files = {
    'environments/x.ts': environmentSource('x', '', "import 'outer';"),
    'node_modules/outer/package.json': '{ "name": "outer", "type": "module", "exports": "./index.js" }',
    'node_modules/outer/index.js': "import './inner.cjs';",
    'node_modules/outer/inner.cjs': "throw new Error('cannot start');",
  };

  expect(load(files)).toMatchObject({
    status: 1,
    output: "environments/x.ts: the package 'outer' cannot be loaded: throws Error: cannot start.\n",
  });
});

test('what user code prints goes to standard error: standard output is the command’s own', () => {
  const printing =
    "console.log('a log', { a: 1 });\nconsole.group('a group');\nconsole.table([{ column: 'a cell' }]);\nconsole.groupEnd();";

  const { status, stdout, output } = load({
    'environments/production.ts': environmentSource('production', '', printing),
  });

  expect({ status, stdout }).toEqual({ status: 0, stdout: 'false\n' });
  for (const printed of ['a log { a: 1 }', 'a group', "'a cell'"]) expect(output).toContain(printed);
});

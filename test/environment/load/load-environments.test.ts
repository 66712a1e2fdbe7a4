import { symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import * as kumiki from '../../../lib/index.ts';
import { propsOf } from '../../../lib/environment/define-environment.ts';
import {
  createLoader,
  loadEnvironments,
  type LoadedRepository,
} from '../../../lib/environment/load/load-environments.ts';
import { environmentSource, makeRepository, write } from '../fixture-repository.ts';

/** An environment whose `namespace` gives what a test wants to see of user code. */
function showing(value: string, imports = ''): string {
  return `import { defineEnvironment } from 'kumiki';
${imports}
export default defineEnvironment({ name: 'x', edition: 1, kubernetes: '1.34', namespace: () => ${value}, build() {} });`;
}

function shown({ environments, guard }: LoadedRepository): unknown {
  const [first] = environments;
  const props = first === undefined ? undefined : propsOf(first.definition);
  return guard(() => props?.namespace?.(''));
}

async function show(files: Readonly<Record<string, string>>): Promise<unknown> {
  return shown(await loadEnvironments(makeRepository(files)));
}

test('the environments of all files are loaded in the order of the files, a fleet in its own', async () => {
  const fleet = `import { defineEnvironment } from 'kumiki';
export default ['us', 'eu'].map((name) => defineEnvironment({ name, edition: 1, kubernetes: '1.34', build() {} }));`;
  const root = makeRepository({
    'environments/staging.mjs': environmentSource('staging'),
    'environments/fleet.mts': fleet,
    'environments/production.ts': environmentSource('production'),
    'environments/_shared.ts': 'throw new Error("not an environment")',
    'environments/production.test.ts': 'throw new Error("a test")',
    'environments/types.d.ts': 'export type X = 1;',
    'environments/production/images.json': '{}',
    'environments/folder/other.ts': 'throw new Error("in a subfolder")',
  });

  const { environments, config } = await loadEnvironments(root);

  expect(environments.map(({ definition, file }) => [definition.name, file])).toEqual([
    ['us', 'environments/fleet.mts'],
    ['eu', 'environments/fleet.mts'],
    ['production', 'environments/production.ts'],
    ['staging', 'environments/staging.mjs'],
  ]);
  expect(config).toEqual({});
});

test('user code is never type-checked', async () => {
  expect(await show({ 'environments/x.ts': showing('wrong', "const wrong: number = 'text';") })).toBe('text');
});

test.each([
  ['kumiki', 'WebService', kumiki.WebService],
  ['cdk8s', 'Chart', Chart],
  ['constructs', 'Construct', Construct],
])('%s in user code is the very module of the running library', async (from, name, expected) => {
  expect(await show({ 'environments/x.ts': showing(name, `import { ${name} } from '${from}';`) })).toBe(expected);
});

test('kumiki can be imported as a namespace', async () => {
  expect(await show({ 'environments/x.ts': showing('kumiki.Config', "import * as kumiki from 'kumiki';") })).toBe(
    kumiki.Config,
  );
});

test('a construct of cdk8s-plus-27 is one of the same cdk8s', async () => {
  const root = makeRepository({
    'environments/x.ts': showing(
      "new ConfigMap(new Chart(new App(), 'c'), 'm')",
      "import { App, Chart } from 'cdk8s';\nimport { ConfigMap } from 'cdk8s-plus-27';",
    ),
  });
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));

  const made = shown(await loadEnvironments(root));

  expect(made).toBeInstanceOf(Construct);
  expect(Chart.of(made as Construct)).toBeInstanceOf(Chart);
});

test('JSON, paths of tsconfig.json and modules outside of the folder of apps are bundled', async () => {
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "#shared/*": ["./shared/*"] } } }',
    'shared/size.ts': 'export const size: number = 3;',
    'environments/data.json': '{ "count": 4 }',
    'environments/x.ts': showing(
      '[size, data.count]',
      "import { size } from '#shared/size.ts';\nimport data from './data.json' with { type: 'json' };",
    ),
  };

  expect(await show(files)).toEqual([3, 4]);
});

function both(where: string): Readonly<Record<string, string>> {
  return {
    [`${where}/node_modules/two/package.json`]:
      '{ "name": "two", "exports": { "import": "./index.mjs", "require": "./index.cjs" } }',
    [`${where}/node_modules/two/index.mjs`]: `export const kind = 'esm of ${where}';`,
    [`${where}/node_modules/two/index.cjs`]: "exports.kind = 'cjs';",
  };
}

test('a package is imported by its ESM conditions from where its importer finds it', async () => {
  const files = {
    ...both('.'),
    ...both('apps'),
    'apps/inner.ts': "export { kind as inner } from 'two';",
    'environments/x.ts': showing(
      '[kind, inner]',
      "import { kind } from 'two';\nimport { inner } from '../apps/inner.ts';",
    ),
  };

  expect(await show(files)).toEqual(['esm of .', 'esm of apps']);
});

test('a linked workspace is user code: its errors have their line', async () => {
  const root = makeRepository({
    'packages/shared/package.json': '{ "name": "@acme/shared", "type": "module", "exports": "./index.ts" }',
    'packages/shared/index.ts': "export const make = (): string => {\n  throw new Error('of the workspace');\n};",
    'node_modules/@acme/.keep': '',
    'environments/x.ts': showing('make()', "import { make } from '@acme/shared';"),
  });
  symlinkSync(path.join(root, 'packages/shared'), path.join(root, 'node_modules/@acme/shared'));
  const repository = await loadEnvironments(root);

  const explained = explainedBy(repository, () => shown(repository));

  expect(explained).toMatchObject({
    name: 'UserError',
    message: 'packages/shared/index.ts:2: throws Error: of the workspace.',
  });
});

test('a CommonJS file of the repository and what it requires are loaded', async () => {
  const files = {
    'apps/old.cjs':
      "const { sep } = require('node:path');\nexports.sep = sep;\nexports.there = require('plain').there;",
    'node_modules/plain/package.json': '{ "name": "plain", "main": "index.js" }',
    'node_modules/plain/index.js': 'exports.there = 1;',
    'environments/x.ts': showing('[old.sep, old.there]', "import old from '../apps/old.cjs';"),
  };

  expect(await show(files)).toEqual(['/', 1]);
});

test('a module may make a require of its own', async () => {
  const files = {
    'environments/x.ts': showing(
      "require('./data.json')",
      "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nrequire('./data.json');",
    ),
    'environments/data.json': '[1]',
  };

  expect(await show(files)).toEqual([1]);
});

test('import.meta of a module means its own file', async () => {
  const root = makeRepository({
    'apps/here.ts': 'export const here = [import.meta.url, import.meta.dirname, import.meta.filename];',
    'environments/x.ts': showing('here', "import { here } from '../apps/here.ts';"),
  });

  const here = shown(await loadEnvironments(root));

  expect(here).toEqual([`file://${root}/apps/here.ts`, `${root}/apps`, `${root}/apps/here.ts`]);
});

test('a class keeps its name where another file has one of the same name', async () => {
  const files = {
    'apps/a.ts': 'export class App {}',
    'apps/b.ts': 'export class App {}',
    'environments/x.ts': showing(
      '[A.name, B.name]',
      "import { App as A } from '../apps/a.ts';\nimport { App as B } from '../apps/b.ts';",
    ),
  };

  expect(await show(files)).toEqual(['App', 'App']);
});

test('inputs are all files that were read, of folders of any name', async () => {
  const root = makeRepository({
    'package.json': '{}',
    'kumiki.config.ts': 'export default {};',
    'kumiki-apps/users.ts': 'export const users = 1;',
    'node_modules/plain/package.json': '{ "name": "plain", "main": "index.js" }',
    'node_modules/plain/index.js': '',
    'environments/x.ts': showing('users', "import { users } from '../kumiki-apps/users.ts';\nimport 'plain';"),
  });

  const { inputs } = await loadEnvironments(root);

  const relative = inputs.map((file) => path.relative(root, file));
  expect(relative).toEqual([
    'environments/previews',
    'environments/x.ts',
    'kumiki-apps/users.ts',
    'kumiki.config.ts',
    'node_modules/plain/index.js',
    'package.json',
  ]);
});

test('a repository behind a symbolic link, in a folder with blanks, is loaded', async () => {
  const outer = makeRepository({ 'my repository/environments/x.ts': showing("new Error('here').stack") });
  const link = path.join(outer, 'link');
  symlinkSync(path.join(outer, 'my repository'), link);

  const repository = await loadEnvironments(link);

  expect(repository.locate(String(shown(repository)))).toBe('environments/x.ts:3');
});

test('the first frame of user code is found in a stack, and none in a stack without', async () => {
  const repository = await loadEnvironments(
    makeRepository({
      'apps/deep.ts': "\n\nexport const deep = () => new Error('x').stack;",
      'environments/x.ts': showing('deep()', "import { deep } from '../apps/deep.ts';"),
    }),
  );

  expect(repository.locate(String(shown(repository)))).toBe('apps/deep.ts:3');
  expect(repository.locate(new Error('of the library').stack ?? '')).toBeUndefined();
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

function explainedBy(repository: LoadedRepository, run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return repository.explain(error, 'environments/x.ts');
  }
}

test.each([
  ["(() => { throw new TypeError('no table') })()", 'environments/x.ts:3: throws TypeError: no table.'],
  ["(() => { throw 'text' })()", "environments/x.ts: throws 'text', which has no line. Throw an Error."],
  ['undefined.field', "environments/x.ts:3: throws TypeError: Cannot read properties of undefined (reading 'field')."],
  ["JSON.parse('{')", "environments/x.ts:3: throws SyntaxError: Expected property name or '}' in JSON at position 1."],
])('what %s throws is told with its line', async (code, message) => {
  const repository = await loadEnvironments(makeRepository({ 'environments/x.ts': showing(code) }));

  const explained = explainedBy(repository, () => shown(repository));

  expect(explained).toMatchObject({ name: 'UserError', message });
});

test('an error from inside the library names the line of the call and the place inside', async () => {
  const source = showing('new Application(undefined as never)', "import { Application } from 'kumiki';");
  const repository = await loadEnvironments(makeRepository({ 'environments/x.ts': source }));

  const explained = explainedBy(repository, () => shown(repository));

  expect(explained).toMatchObject({ name: 'UserError' });
  expect((explained as Error).message).toMatch(/^environments\/x\.ts:3: /);
  expect((explained as Error).cause).toBeInstanceOf(Error);
});

test('an error of the library without a frame of user code is a bug, and stays as it is', async () => {
  const { explain } = await loadEnvironments(makeRepository({ 'environments/x.ts': showing('1') }));
  const bug = thrownBy(() => propsOf(undefined as never));

  expect(bug).toBeInstanceOf(TypeError);
  expect(explain(bug)).toBe(bug);
});

test('an error without any frame is told with the file that was running', async () => {
  const source = showing("(() => { Error.stackTraceLimit = 0; throw new Error('no stack'); })()");
  const repository = await loadEnvironments(makeRepository({ 'environments/x.ts': source }));

  const explained = explainedBy(repository, () => shown(repository));

  expect(explained).toMatchObject({ name: 'UserError', message: 'environments/x.ts: throws Error: no stack.' });
});

test('loading again gives new modules with what has changed, and a file that is new', async () => {
  const root = makeRepository({
    'apps/version.ts': 'export const version = 1;',
    'environments/x.ts': showing('version', "import { version } from '../apps/version.ts';"),
  });
  const loader = createLoader(root);
  const first = await loader.load();

  write(root, 'apps/version.ts', 'export const version = 2;');
  write(root, 'environments/y.ts', environmentSource('y'));
  const second = await loader.load();
  unlinkSync(path.join(root, 'environments/y.ts'));
  const third = await loader.load();
  await loader.dispose();

  expect([first, second, third].map(shown)).toEqual([1, 2, 2]);
  expect([first, second, third].map(({ environments }) => environments.length)).toEqual([1, 2, 1]);
});

test('loading again starts with the state of a new process', async () => {
  const root = makeRepository({ 'environments/x.ts': showing('(count += 1)', 'let count = 0;') });
  const loader = createLoader(root);

  const counts = [shown(await loader.load()), shown(await loader.load())];
  await loader.dispose();

  expect(counts).toEqual([1, 1]);
});

test('loading recovers from a mistake once that is mended', async () => {
  const root = makeRepository({ 'environments/x.ts': 'const x = {;' });
  const loader = createLoader(root);
  await expect(loader.load()).rejects.toThrow('environments/x.ts:1:12');

  write(root, 'environments/x.ts', environmentSource('x'));
  const { environments } = await loader.load();
  await loader.dispose();

  expect(environments).toHaveLength(1);
});

test('the config is loaded from its file', async () => {
  const root = makeRepository({
    'environments/x.ts': environmentSource('x'),
    'settings.ts': "export const files = 'application' as const;",
    'kumiki.config.ts': "import { files } from './settings.ts';\nexport default { files };",
  });

  expect((await loadEnvironments(root)).config).toEqual({ files: 'application' });
});

import { expect, test } from 'vitest';
import { loadEnvironments } from '../../../lib/environment/load/load-environments.ts';
import { environmentSource, makeRepository, write } from '../fixture-repository.ts';

async function messageOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = makeRepository(files);
  const error: unknown = await loadEnvironments(root, { patience: 300 }).then(
    () => new Error('loaded'),
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'UserError' });
  return (error as Error).message.replaceAll(root, 'ROOT');
}

const production = environmentSource('production');

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'a repository without environments says what to write',
    { 'environments/_table.ts': 'export {}', 'environments/x.d.ts': '', 'environments/sub/y.ts': '' },
    "environments/: there is no environment in ROOT. Write environments/production.ts with 'export default defineEnvironment({ … })'.",
  ],
  [
    'a file in place of the folder is named',
    { environments: 'not a folder' },
    'environments/: is no folder. Make it one.',
  ],
  [
    'a syntax error has its line and column',
    { 'environments/production.ts': 'const x = {;' },
    'environments/production.ts:1:12: Expected identifier but found ";". Mend the syntax.',
  ],
  [
    'a missing file, package and subpath are told at once',
    {
      'environments/production.ts':
        "import './no.ts';\nimport 'nothing-of-this-name';\nimport { x } from '@acme/nothing/deep';\nx();",
      'environments/staging.ts': "import './_neither.ts';",
    },
    `environments/production.ts:1:8: there is no file './no.ts'. Mend the path, or make the file.
environments/production.ts:2:8: there is no package 'nothing-of-this-name'. Run 'npm install nothing-of-this-name', or mend the name.
environments/production.ts:3:19: there is no package '@acme/nothing'. Run 'npm install @acme/nothing', or mend the name.
environments/staging.ts:1:8: there is no file './_neither.ts'. Mend the path, or make the file.`,
  ],
  [
    'a path that a package does not export is told apart from a missing package',
    {
      'environments/production.ts': "import 'there/deep';",
      'node_modules/there/package.json': '{ "name": "there", "exports": { ".": "./index.js" } }',
      'node_modules/there/index.js': '',
    },
    `environments/production.ts:1:8: 'there/deep' cannot be imported: The path "./deep" is not exported by package "there". Use a path that the package exports.`,
  ],
  [
    'an export that another file does not have is told with the likely one',
    {
      'environments/production.ts': "import { Userz } from '../apps/users.ts';\nnew Userz();",
      'apps/users.ts': 'export class Users {}',
    },
    "environments/production.ts:1:10: 'apps/users.ts' has no export 'Userz'. Did you mean 'Users'?",
  ],
  [
    'an export that kumiki does not have is told with the likely one',
    {
      'environments/production.ts': "import { defineEnviroment } from 'kumiki';\nexport default defineEnviroment({});",
    },
    "environments/production.ts:1:10: 'kumiki' has no export 'defineEnviroment'. Did you mean 'defineEnvironment'?",
  ],
  [
    'a name that a namespace does not have is no silent undefined',
    {
      'environments/production.ts':
        "import * as kumiki from 'kumiki';\nkumiki.WebServce;\nexport default kumiki.defineEnviroment({});",
    },
    `environments/production.ts:2:8: 'kumiki' has no export 'WebServce'. Did you mean 'WebService'?
environments/production.ts:3:23: 'kumiki' has no export 'defineEnviroment'. Did you mean 'defineEnvironment'?`,
  ],
  [
    'a key that is there twice is refused',
    { 'environments/production.ts': `export default { name: 'a',\n name: 'b' };` },
    "environments/production.ts:2:2: 'name' is there twice. Remove one of the two.",
  ],
  [
    'a base tsconfig.json that is missing is named',
    { 'environments/production.ts': production, 'tsconfig.json': '{ "extends": "./base.json" }' },
    "tsconfig.json:1:14: there is no file './base.json' to extend. Mend the path, or run 'npm install'.",
  ],
  [
    'a broken JSON file is named',
    { 'environments/production.ts': "import data from './data.json';\ndata;", 'environments/data.json': '{ "a": 1, }' },
    'environments/data.json:1:9: JSON does not support trailing commas. Mend the syntax.',
  ],
  [
    'a file of another type is refused with the way to read it',
    { 'environments/production.ts': "import data from './data.yaml';\ndata;", 'environments/data.yaml': 'a: 1' },
    "environments/production.ts:1:18: a .yaml file cannot be imported. Use JSON, or file('path/in/the/repository') as the value.",
  ],
  [
    'an error that is thrown while a file is imported has its line',
    {
      'environments/production.ts': "import { table } from '../apps/table.ts';\nexport default table;",
      'apps/table.ts':
        "\nfunction make(): never {\n  throw new TypeError('no table');\n}\nexport const table = make();",
    },
    'apps/table.ts:3: throws TypeError: no table.',
  ],
  [
    'errors of several files are told at once, one of a shared module once',
    {
      'environments/a.ts': "import '../apps/broken.ts';",
      'environments/b.ts': "import '../apps/broken.ts';",
      'environments/c.ts': "throw new Error('of c');",
      'apps/broken.ts': "throw new Error('of all');",
    },
    'apps/broken.ts:1: throws Error: of all.\nenvironments/c.ts:1: throws Error: of c.',
  ],
  [
    'something thrown that is no error has at least its file',
    { 'environments/production.ts': "throw 'text';" },
    "environments/production.ts: throws 'text', which has no line. Throw an Error.",
  ],
  [
    'a package that throws is named by its error',
    {
      'environments/production.ts': "import 'broken';",
      'node_modules/broken/package.json': '{ "name": "broken", "main": "index.js" }',
      'node_modules/broken/index.js': "throw new Error('cannot start');",
    },
    "environments/production.ts: the package 'broken' cannot be loaded: throws Error: cannot start.",
  ],
  [
    'a name that a package does not export has its line',
    {
      'environments/production.ts':
        "import { there } from 'plain';\n\nimport { missing } from 'plain';\nthere(missing);",
      'node_modules/plain/package.json': '{ "name": "plain", "type": "module", "exports": "./index.js" }',
      'node_modules/plain/index.js': 'export const there = () => 1;',
    },
    "environments/production.ts:3: the package has no export 'missing'. Mend the name.",
  ],
  [
    'a promise that never settles is refused by the name of the file',
    {
      'environments/production.ts': `await new Promise(() => {});\n${production}`,
      'environments/staging.ts': environmentSource('staging'),
    },
    'environments/production.ts: waits for a promise that never settles. Look for an await outside of a function, there or in what it imports, and remove it.',
  ],
  [
    'each file that waits for the same promise is told',
    {
      'environments/a.ts': "import { x } from '../apps/x.ts';\nx;",
      'environments/b.ts': "import { x } from '../apps/x.ts';\nx;",
      'apps/x.ts': 'export const x = await new Promise(() => {});',
    },
    `environments/a.ts: waits for a promise that never settles. Look for an await outside of a function, there or in what it imports, and remove it.
environments/b.ts: waits for a promise that never settles. Look for an await outside of a function, there or in what it imports, and remove it.`,
  ],
  [
    'an import of an address is refused',
    { 'environments/production.ts': "import x from 'https://example.com/x.js';\nx;" },
    "environments/production.ts:1:15: 'https://example.com/x.js' is an address. Install what is there as a package, and import that.",
  ],
  [
    'an import by a computed name has its line',
    { 'environments/production.ts': "const name = './_other.ts';\nawait import(name);", 'environments/_other.ts': '' },
    'environments/production.ts:2: imports a module that is not found, by a name that is computed. Write the name as a text.',
  ],
  [
    'props that are not there are told from inside the library, with the line of the call',
    {
      'environments/production.ts':
        "import { defineEnvironment } from 'kumiki';\nexport default defineEnvironment(undefined as never);",
    },
    "environments/production.ts:2: throws TypeError: Cannot destructure property 'build' of 'props' as it is undefined. It comes from inside kumiki (environment/define-environment.ts:27). Check what is passed there; where that is right, it is a bug of kumiki: please report it.",
  ],
  [
    'what a default export may not be is told for all files at once',
    {
      'environments/a.ts': 'export const environment = 1;',
      'environments/b.ts':
        "import { defineEnvironment } from 'kumiki';\nexport const b = defineEnvironment({ name: 'b', edition: 1, kubernetes: '1.34', build() {} });",
      'environments/c.ts': "export default { name: 'c', build() {} };",
      'environments/d.ts': 'export default async () => [];',
      'environments/e.ts': 'export default Promise.resolve(1);',
      'environments/f.ts': 'export default [];',
      'environments/g.ts': "import b from './b2.mjs';\nexport default [b, 7, [b], null];",
      'environments/b2.mjs': environmentSource('b2'),
      'environments/h.ts': 'export default undefined;',
      'environments/i.ts': 'export default { apps: [] };',
    },
    `environments/a.ts: has no default export. Write 'export default defineEnvironment({ … })'. A file that is no environment starts with '_'.
environments/b.ts: has no default export. Export 'b' as the default. A file that is no environment starts with '_'.
environments/c.ts: the default export is a plain object. Pass it to defineEnvironment: 'export default defineEnvironment({ … })'.
environments/d.ts: the default export is a function. Call it: 'export default environments()'.
environments/e.ts: the default export is a promise. An environment is made without waiting: remove async.
environments/f.ts: the default export is an empty array. Put environments into it, or remove the file.
environments/g.ts: item 2 of the default export is 7. Write 'export default defineEnvironment({ … })'.
environments/g.ts: item 3 of the default export is an array in the array. Flatten it: [a, b].flat().
environments/g.ts: item 4 of the default export is null. Write 'export default defineEnvironment({ … })'.
environments/h.ts: the default export is undefined. Write 'export default defineEnvironment({ … })'.
environments/i.ts: the default export is no environment. Write 'export default defineEnvironment({ … })'.
environments/g.ts: exports the environment 'b2' of environments/b2.mjs again. Export it once.`,
  ],
  [
    'an environment that is exported twice is told, in one file and in two',
    {
      'environments/a.ts':
        "import { defineEnvironment } from 'kumiki';\nconst one = defineEnvironment({ name: 'one', edition: 1, kubernetes: '1.34', build() {} });\nexport default [one, one];",
      'environments/b.ts': environmentSource('b'),
      'environments/c.ts': "export { default } from './b.ts';",
    },
    `environments/a.ts: exports the environment 'one' twice. Export it once.
environments/c.ts: exports the environment 'b' of environments/b.ts again. Export it once.`,
  ],
  [
    'two environments of one name are told with both files',
    { 'environments/a.ts': production, 'environments/b.ts': production },
    "environments/b.ts: there is an environment 'production' already, in environments/a.ts. Give one of the two another name.",
  ],
])('%s', async (_, files, message) => {
  expect(await messageOf(files)).toBe(message);
});

test.each([
  ['Production', "is 'Production'. Use lower-case letters, digits and '-', with a letter or digit at both ends."],
  ['a'.repeat(64), `is '${'a'.repeat(64)}'. Use at most 63 characters; it has 64.`],
  ['-a', "is '-a'. Use lower-case letters, digits and '-', with a letter or digit at both ends."],
  ['.kumiki', "is '.kumiki'. Use lower-case letters, digits and '-', with a letter or digit at both ends."],
  ['../dist', "is '../dist'. Use lower-case letters, digits and '-', with a letter or digit at both ends."],
  ['', "is ''. Use lower-case letters, digits and '-', with a letter or digit at both ends."],
  ['previews', "is 'previews'. It is the folder of preview environments. Use another name."],
])('the name %s is refused', async (name, message) => {
  expect(await messageOf({ 'environments/x.ts': environmentSource(name) })).toBe(`environments/x.ts: name ${message}`);
});

test('a name of 63 characters is accepted', async () => {
  const root = makeRepository({ 'environments/x.ts': environmentSource('a'.repeat(63)) });

  const { environments } = await loadEnvironments(root);

  expect(environments).toHaveLength(1);
});

test('props that the compiler would refuse are refused, all at once', async () => {
  const source = `import { defineEnvironment } from 'kumiki';
export default defineEnvironment({ name: 'x', edition: 2, kubernetes: '1.20', routng: 'gateway', network: 'closed', crds: 'a.yaml', build: 1 } as never);`;

  expect(await messageOf({ 'environments/x.ts': source }))
    .toBe(`environments/x.ts: x: edition is 2. The editions are: 1.
environments/x.ts: x: kubernetes is '1.20'. Use one of 1.27, 1.28, 1.29, 1.30, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37, as text.
environments/x.ts: x: network is 'closed'. Use 'open' or 'isolated'.
environments/x.ts: x: crds is 'a.yaml'. Use an array of paths: ['crds/widgets.yaml'].
environments/x.ts: x: build is 1. Use a function that makes the applications: build(environment) { … }.
environments/x.ts: x: routng is not a prop of an environment. Did you mean routing?`);
});

test('a folder that is not there is named', async () => {
  await expect(loadEnvironments('/no/such/folder')).rejects.toThrow(
    '/no/such/folder: there is no such folder. Run kumiki in a repository, or name one with --cwd.',
  );
});

test('a version of Kubernetes that is a number is refused: 1.30 would be 1.3', async () => {
  const source = environmentSource('x').replace("'1.34'", '1.34');

  expect(await messageOf({ 'environments/x.ts': source })).toContain(
    'environments/x.ts: x: kubernetes is 1.34. Use one of 1.27, 1.28,',
  );
});

test.each([
  ['cluster: 5', 'cluster is 5. Use text.'],
  ["namespace: 'x'", "namespace is 'x'. Use a function of the application: (application) => `acme-${application}`."],
  ['ingressFrom: [{}]', "ingressFrom is [{}]. Use an array: [{ namespace: 'gateway-system' }]."],
  ["security: ['baseline']", `security is ["baseline"]. Use 'restricted' or 'baseline' or 'privileged'.`],
  ['crds: [1]', "crds is [1]. Use an array of paths: ['crds/widgets.yaml']."],
])('the prop %s is refused', async (prop, message) => {
  const source = environmentSource('x').replace('edition: 1', `edition: 1, ${prop}`);

  expect(await messageOf({ 'environments/x.ts': source })).toBe(`environments/x.ts: x: ${message}`);
});

test('two config files are refused', async () => {
  const files = {
    'environments/x.ts': production,
    'kumiki.config.ts': 'export default {}',
    'kumiki.config.js': 'export default {}',
  };

  expect(await messageOf(files)).toBe('kumiki.config.ts: there is kumiki.config.js too. Keep one of the two.');
});

test('mistakes of the config are told beside those of environments', async () => {
  const root = makeRepository({
    'environments/x.ts': 'export default 1;',
    'kumiki.config.ts': 'export default { file: 1 };',
  });
  write(root, 'package.json', '{}');

  await expect(loadEnvironments(root)).rejects.toThrow(
    "environments/x.ts: the default export is 1. Write 'export default defineEnvironment({ … })'.\nkumiki.config.ts: file is no setting. Did you mean files?",
  );
});

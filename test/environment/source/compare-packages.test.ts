import { expect, test } from 'vitest';
import { comparePackages, packageName } from '../../../lib/environment/source/compare-packages.ts';
import { LockedPackages } from '../../../lib/environment/source/locked-packages.ts';

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function lock(packages: Entries): LockedPackages {
  return new LockedPackages(JSON.stringify({ lockfileVersion: 3, packages }));
}

/** What differs for a module in a folder that imports `name`. */
function differences(before: LockedPackages, today: LockedPackages, name = 'charts', folder = 'apps') {
  return comparePackages([{ name, folder, importer: 'apps/shop.ts' }], before, today).map(({ locked, today: now }) => [
    locked,
    now,
  ]);
}

test('another version is one difference, however many modules import it', () => {
  const imports = ['apps/b.ts', 'apps/a.ts'].map((importer) => ({ name: 'charts', folder: 'apps', importer }));

  const found = comparePackages(
    imports,
    lock({ 'node_modules/charts': { version: '1.0.0' } }),
    lock({ 'node_modules/charts': { version: '2.0.0' } }),
  );

  expect(found).toEqual([{ name: 'charts', folder: 'apps', importer: 'apps/b.ts', locked: '1.0.0', today: '2.0.0' }]);
});

test('a module finds the nearest package, as Node does', () => {
  const before = lock({
    'node_modules/charts': { version: '1.0.0' },
    'packages/web/node_modules/charts': { version: '3.0.0' },
  });
  const today = lock({ 'node_modules/charts': { version: '1.0.0' } });

  expect(differences(before, today, 'charts', 'packages/web/lib')).toEqual([['3.0.0', '1.0.0']]);
  expect(differences(before, today, 'charts', 'packages/other')).toEqual([]);
  expect(differences(before, today, 'charts', '')).toEqual([]);
});

test.each([
  ['another package under the same alias', { version: '1.0.0', name: 'a' }, { version: '1.0.0', name: 'b' }, 1],
  [
    'another commit of a repository',
    { version: '1.0.0', resolved: 'git+ssh://git@github.com/acme/charts.git#aaa' },
    { version: '1.0.0', resolved: 'git+ssh://git@github.com/acme/charts.git#bbb' },
    1,
  ],
  ['another content', { version: '1.0.0', integrity: 'sha512-a' }, { version: '1.0.0', integrity: 'sha512-b' }, 1],
  [
    'another registry with the same content',
    { version: '1.0.0', integrity: 'sha512-a', resolved: 'https://one.example/charts.tgz' },
    { version: '1.0.0', integrity: 'sha512-a', resolved: 'https://two.example/charts.tgz' },
    0,
  ],
  ['a digest that only one has', { version: '1.0.0', integrity: 'sha512-a' }, { version: '1.0.0' }, 0],
])('%s', (_, before, today, count) => {
  const found = differences(lock({ 'node_modules/charts': before }), lock({ 'node_modules/charts': today }));

  expect(found).toHaveLength(count);
});

test('a package that is locked no more is a difference, one that was not locked then is none', () => {
  const charts = lock({ 'node_modules/charts': { version: '1.0.0' } });

  expect(differences(charts, lock({}))).toEqual([['1.0.0', undefined]]);
  expect(differences(lock({}), charts)).toEqual([]);
});

test.each(['kumiki', 'cdk8s', 'constructs'])('%s is the running library’s, whatever was locked', (name) => {
  const [before, today] = ['1.0.0', '2.0.0'].map((version) => lock({ [`node_modules/${name}`]: { version } }));

  expect(before && today && differences(before, today, name)).toEqual([]);
});

test('cdk8s-plus is an import like any other', () => {
  const [before, today] = ['1.0.0', '2.0.0'].map((version) => lock({ 'node_modules/cdk8s-plus-27': { version } }));

  expect(before && today && differences(before, today, 'cdk8s-plus-27')).toEqual([['1.0.0', '2.0.0']]);
});

test('a lock file of the first version is read, and what is no lock file locks nothing', () => {
  const first = new LockedPackages('{ "lockfileVersion": 1, "dependencies": { "charts": { "version": "1.0.0" } } }');

  expect(differences(first, lock({ 'node_modules/charts': { version: '2.0.0' } }))).toEqual([['1.0.0', '2.0.0']]);
  expect(differences(new LockedPackages('<<<<<<<'), first)).toEqual([]);
});

test.each([
  ['charts', 'charts'],
  ['charts/lib/redis.js', 'charts'],
  ['@acme/charts', '@acme/charts'],
  ['@acme/charts/redis', '@acme/charts'],
])('%s is of the package %s', (specifier, name) => {
  expect(packageName(specifier)).toBe(name);
});

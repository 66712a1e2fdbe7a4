import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

/** What each folder of lib/ may import of the others at run time: the life of a value, in order. Types flow freely. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ci: [],
  config: ['did-you-mean', 'errors'],
  'check-options': ['did-you-mean', 'errors'],
  delivery: ['check-options', 'errors', 'manifest', 'schema', 'fields'],
  schema: ['did-you-mean', 'errors', 'read', 'manifest'],
  read: ['disk-error', 'errors', 'fields'],
  external: ['did-you-mean', 'errors', 'fields'],
  secret: ['did-you-mean', 'errors'],
  manifest: ['constructs', 'environment', 'errors', 'did-you-mean', 'telling-name', 'fields'],
  environment: [
    'check-options',
    'config',
    'constructs',
    'delivery',
    'did-you-mean',
    'errors',
    'external',
    'fields',
    'git',
    'manifest',
    'schema',
    'secret',
    'index',
    'testing',
  ],
  constructs: [
    'check-options',
    'did-you-mean',
    'environment',
    'errors',
    'manifest',
    'read',
    'secret',
    'write',
    'telling-name',
    'fields',
  ],
  tree: ['environment', 'errors'],
  check: ['delivery', 'errors', 'manifest', 'read', 'schema', 'telling-name', 'fields'],
  write: ['disk-error', 'errors', 'manifest', 'shown-path'],
  unchanged: [],
  vendor: ['did-you-mean', 'errors', 'manifest', 'read', 'write'],
  http: ['errors', 'fields'],
  git: ['errors', 'process'],
  process: [],
  forge: ['errors', 'fields', 'http'],
  registry: ['errors', 'fields', 'http', 'process'],
  change: ['did-you-mean', 'errors', 'fields', 'forge', 'manifest', 'environment', 'secret'],
  'disk-error': ['errors', 'shown-path'],
  'shown-path': [],
  testing: ['check', 'constructs', 'delivery', 'environment', 'errors', 'manifest', 'read', 'schema', 'tree', 'write'],
  stopwatch: [],
  synth: ['stopwatch', 'check', 'delivery', 'errors', 'manifest', 'schema', 'tree', 'write'],
  index: ['config', 'constructs', 'delivery', 'environment'],
  'did-you-mean': [],
  'telling-name': [],
  errors: [],
  fields: [],
  kubernetes: [],
};

/** The files that touch the disk, a process or the network. All others are pure. */
const EDGES = [
  'lib/cli/**',
  'lib/disk-error.ts',
  'lib/git/**',
  'lib/http/**',
  'lib/registry/**',
  'lib/process/{child-processes,line-process,run-process}.ts',
  'lib/shown-path.ts',
  'lib/environment/load/**',
  'lib/environment/purity/**',
  'lib/environment/data/repository-files.ts',
  'lib/read/{find-manifest-files,load-manifest-file,load-manifest-files}.ts',
  'lib/schema/read-pool.ts',
  'lib/testing/render.ts',
  'lib/unchanged/**',
  'lib/vendor/run-program.ts',
  'lib/write/**',
];

/** cdk8s stays at the border: everything after manifest/ sees plain data. */
const SEES_CDK8S = new Set(['constructs', 'tree', 'manifest', 'environment']);

const files = globSync('lib/**/*.ts').toSorted();

test.each(files)('%s imports only what its place in the pipeline allows', (file) => {
  const place = placeOf(file);
  if (place === 'cli') return;

  const foreign = importsOf(file).filter(
    ({ of }) => of.startsWith('.') && placeOf(path.join(path.dirname(file), of)) !== place,
  );

  for (const { of } of foreign)
    expect(MAY_IMPORT[place], `${file} imports ${of}`).toContain(placeOf(path.join(path.dirname(file), of)));
});

test('only the edges touch the disk, a process or the network', () => {
  const edges = new Set(globSync(EDGES));

  const touching = files.filter((file) =>
    importsOf(file).some(({ of }) =>
      /^node:(fs|child_process|os|https?|http2|dgram|dns|tls|worker_threads|process)/.test(of),
    ),
  );

  expect(touching.filter((file) => !edges.has(file))).toEqual([]);
});

test('cdk8s and constructs stay at the border', () => {
  const seeing = files.filter((file) => importsOf(file).some(({ of }) => of === 'cdk8s' || of === 'constructs'));

  expect(seeing.filter((file) => !SEES_CDK8S.has(placeOf(file)))).toEqual([]);
});

test('nothing of the library imports the command', () => {
  const importing = files.filter(
    (file) => placeOf(file) !== 'cli' && importsOf(file).some(({ of }) => of.includes('/cli/')),
  );

  expect(importing).toEqual([]);
});

/** The folder of lib/, or the name of a file that lies in lib/ itself. */
function placeOf(file: string): string {
  const [, first = ''] = file.split(path.sep);
  return first.replace(/\.ts$/, '');
}

interface Import {
  readonly of: string;
}

/** Run-time imports: `import type` costs nothing and ties nothing. */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const dynamic = text.matchAll(/\bimport\('([^']+)'\)/g);
  return [...statements, ...dynamic].map(([, of = '']) => ({ of }));
}

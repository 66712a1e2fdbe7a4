import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../lib/errors.ts';
import { findManifestFiles } from '../../lib/read/find-manifest-files.ts';
import { loadManifestFile } from '../../lib/read/load-manifest-file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kumiki-read-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'kind: A\n');
  }
}

function names(...paths: readonly string[]): readonly string[] {
  return findManifestFiles(paths, folder).map(({ file }) => file);
}

test('finds YAML and JSON files of a folder and its folders, sorted', () => {
  write('k8s/b.yaml', 'k8s/a.yml', 'k8s/c.json', 'k8s/deep/er/d.YAML', 'k8s/readme.md', 'k8s/x.yaml.bak');

  expect(names('k8s')).toEqual(['k8s/a.yml', 'k8s/b.yaml', 'k8s/c.json', 'k8s/deep/er/d.YAML']);
});

test('leaves out what other programs own', () => {
  write(
    'a.yaml',
    '.git/x.yaml',
    'node_modules/y/z.json',
    'dist/.kumiki/work.yaml',
    'kustomization.yaml',
    'chart/Chart.yaml',
    '.hidden/b.yaml',
  );

  expect(names('.')).toEqual(['.hidden/b.yaml', 'a.yaml']);
});

test('takes a named file whatever it is called, and standard input', () => {
  write('kustomization.yaml', 'manifest', 'node_modules/a.yaml');

  expect(names('manifest', '-', 'kustomization.yaml', 'node_modules')).toEqual([
    'manifest',
    '<stdin>',
    'kustomization.yaml',
    'node_modules/a.yaml',
  ]);
});

test('takes a file once, as a named one where it is named', () => {
  write('k/a.yaml', 'k/b.yaml');

  expect(
    findManifestFiles(['k', 'k/b.yaml', './k/b.yaml', '-', '-'], folder).map(({ file, named }) => [file, named]),
  ).toEqual([
    ['k/a.yaml', false],
    ['k/b.yaml', true],
    ['<stdin>', true],
  ]);
});

test('follows no symbolic link out of a folder, and says so', () => {
  write('outside.yaml', 'k/a.yaml');
  symlinkSync('../outside.yaml', join(folder, 'k/link.yaml'));
  symlinkSync('a.yaml', join(folder, 'k/same.yaml'));
  symlinkSync('..', join(folder, 'k/up'));
  symlinkSync('nowhere', join(folder, 'k/zero.yaml'));

  const loaded = findManifestFiles(['k'], folder).map(loadManifestFile);

  expect(loaded.map((each) => ('finding' in each ? each.finding.message : each.file))).toEqual([
    'k/a.yaml',
    'k/link.yaml: skipped, for it is a symbolic link out of its folder. Name the file itself to have it checked.',
    'k/zero.yaml: skipped, for it is a symbolic link out of its folder. Name the file itself to have it checked.',
  ]);
});

test('follows a symbolic link that is named', () => {
  write('real/a.yaml');
  symlinkSync('real', join(folder, 'k'));
  symlinkSync('real/a.yaml', join(folder, 'link.yaml'));

  expect(names('k', 'link.yaml')).toEqual(['k/a.yaml', 'link.yaml']);
});

test.each([
  ['missing.yaml', 'missing.yaml: there is no such file or folder. Correct the path.'],
  ['a.yaml/b', 'a.yaml/b: there is no such file or folder. Correct the path.'],
  ['*.yaml', '*.yaml: there is no such file or folder. Correct the path.'],
  ['empty', 'empty: there is no .yaml, .yml or .json file in this folder. Name a folder with manifests.'],
])('refuses %s', (path, message) => {
  write('a.yaml', 'empty/readme.md');

  expect(() => names(path)).toThrow(new UserError(message));
});

test('a file that is not UTF-8 is a finding with its line', () => {
  writeFileSync(join(folder, 'a.yaml'), Buffer.from('a: 1\nb: \xe9\n', 'latin1'));

  const [loaded] = findManifestFiles(['a.yaml'], folder).map(loadManifestFile);

  expect(loaded).toEqual({
    finding: {
      rule: 'server/broken-yaml',
      severity: 'error',
      message: 'a.yaml:2:1: this is not UTF-8. Save the file in UTF-8.',
      file: 'a.yaml',
    },
  });
});

test('a file that vanishes before it is read is a finding', () => {
  write('a.yaml');
  const [file] = findManifestFiles(['a.yaml'], folder);
  rmSync(join(folder, 'a.yaml'));

  expect(file && loadManifestFile(file)).toMatchObject({ finding: { rule: 'server/unreadable-file', file: 'a.yaml' } });
});

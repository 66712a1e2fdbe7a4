import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CODE_PATHS, isEnvironmentData } from '../../../lib/environment/source/environment-data-path.ts';
import { temporaryFolder } from '../../git/make-remote.ts';
import { runGit } from '../../servers/git/run-git.ts';

const DATA = [
  'environments/production/images/users.json',
  'environments/production/secrets/users/database.json',
  'environments/production/external',
  'environments/production/holds/users.json',
  'environments/production/source.json',
  'environments/production/deletions.json',
  'environments/production/freeze-overrides.json',
  'environments/production/sealing.pem',
  'environments/previews/pr-1.json',
];
const CODE = [
  'environments/production.ts',
  'environments/_topology.ts',
  'environments/production/regions.ts',
  'environments/production/images.ts',
  'environments/production/settings/source.json',
  'apps/environments/production/images/users.json',
  'vendor/redis/images/x.json',
];

test.each(DATA)('%s is data', (file) => {
  expect(isEnvironmentData(file)).toBe(true);
});

test.each(CODE)('%s is code', (file) => {
  expect(isEnvironmentData(file)).toBe(false);
});

test.each(['', 'manifests/'])(
  'git lists the same as code, and no renders, in the folder %j of a repository',
  async (below) => {
    const root = temporaryFolder();
    const outside = below === '' ? [] : ['lib/shared.ts'];
    const files = [...[...DATA, ...CODE, 'dist/production/users/x.yaml'].map((file) => `${below}${file}`), ...outside];
    for (const file of files) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), '');
    }
    await runGit(root, ['init', '--quiet']);
    await runGit(root, ['add', '--all']);

    const listed = await runGit(path.join(root, below), ['ls-files', '--full-name', '--', ...CODE_PATHS]);

    expect(listed.split('\n')).toEqual([...CODE.map((file) => `${below}${file}`), ...outside].toSorted());
  },
);

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { COUNT_COMMITS } from '../../lib/ci/application-scripts.ts';
import { makeRepository } from '../environment/fixture-repository.ts';
import { at } from './at.ts';
import { documentsOf, fileOf } from './recipes.ts';
import { runScript } from './run-script.ts';

test('circleci: a workflow that runs again has the number that it had', () => {
  const file = fileOf('circleci', 'application', 'config.yml');
  const [config] = documentsOf(file);

  expect(at(config, 'jobs', 'bump', 'environment', 'BUILD')).toBe('<< pipeline.number >>');
  expect(file.text).not.toContain('CIRCLE_BUILD_NUM');
});

test('jenkins: the number of a build is that of its commit, in a stage that has the sources', () => {
  const { text } = fileOf('jenkins', 'application', 'Jenkinsfile');

  expect(text).toContain(`env.BUILD = sh(script: '${COUNT_COMMITS}', returnStdout: true).trim()`);
  expect(text.indexOf('env.BUILD')).toBeLessThan(text.indexOf("stage('bump')"));
  expect(text).not.toContain('BUILD_NUMBER');
});

test('a later commit has a higher number, and a shallow clone none', () => {
  const folder = makeRepository({});
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
  git('init', '-q', 'source');
  for (const message of ['one', 'two'])
    git('-C', 'source', 'commit', '-q', '--no-gpg-sign', '--allow-empty', '-m', message);
  git('clone', '-q', '--depth=1', `file://${folder}/source`, 'shallow');

  const count = (where: string) =>
    runScript([`cd "${folder}/${where}"`, `BUILD=$(${COUNT_COMMITS})`, 'npx "$BUILD"'], [0]);
  const later = count('source');
  git('-C', 'source', 'checkout', '-q', 'HEAD~1');

  expect(later).toEqual({ code: 0, calls: ['2 [none]'] });
  expect(count('source')).toEqual({ code: 0, calls: ['1 [none]'] });
  expect(count('shallow')).toEqual({ code: 1, calls: [] });
});

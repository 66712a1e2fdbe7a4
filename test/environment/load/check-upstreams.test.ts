import { expect, test } from 'vitest';
import { defineEnvironment } from '../../../lib/environment/define-environment.ts';
import { checkUpstreams } from '../../../lib/environment/load/check-upstreams.ts';
import { loadEnvironments } from '../../../lib/environment/load/load-environments.ts';
import { makeRepository } from '../fixture-repository.ts';

/** Environments by name with their upstreams, each in a file of its own. */
function problemsOf(upstreams: Readonly<Record<string, string | readonly string[] | undefined>>): readonly string[] {
  const problems: string[] = [];
  checkUpstreams(
    Object.entries(upstreams).map(([name, upstream]) => ({
      file: `environments/${name}.ts`,
      definition: defineEnvironment({ name, edition: 1, kubernetes: '1.34', upstream, build: () => undefined }),
    })),
    problems,
  );
  return problems;
}

test('a chain, a fan and a diamond are fine', () => {
  expect(problemsOf({ dev: undefined, qa: 'dev', staging: 'dev', eu: ['qa', 'staging'], us: ['staging'] })).toEqual([]);
});

test('an upstream that is no environment is told with the likely one, or with all', () => {
  expect(problemsOf({ staging: undefined, production: 'stagin', eu: 'x' })).toEqual([
    "environments/production.ts: production: upstream is 'stagin', which is no environment. Did you mean 'staging'?",
    "environments/eu.ts: eu: upstream is 'x', which is no environment. There are: staging, production, eu.",
  ]);
});

test('an environment does not wait for itself', () => {
  expect(problemsOf({ staging: ['staging'] })).toEqual([
    "environments/staging.ts: staging: upstream is 'staging', which is itself. Name the environment before it.",
  ]);
});

test('a circle is told once, with everybody in it', () => {
  expect(problemsOf({ dev: undefined, qa: ['dev', 'eu'], staging: 'qa', eu: 'staging', us: 'eu' })).toEqual([
    'environments/qa.ts: qa: upstream goes in a circle, qa → eu → staging → qa: no image could ever come into it. Take one of them out.',
  ]);
});

test('what is no name is left to the check of props, and both are told when a repository is loaded', async () => {
  const source = (name: string, upstream: string) =>
    `import { defineEnvironment } from 'kumiki';
export default defineEnvironment({ name: '${name}', edition: 1, kubernetes: '1.34', upstream: ${upstream}, build() {} });`;
  const root = makeRepository({
    'environments/production.ts': source('production', "['stagin']"),
    'environments/staging.ts': source('staging', '7'),
  });

  await expect(loadEnvironments(root)).rejects
    .toThrow(`environments/staging.ts: staging: upstream is 7. Use the name of an environment, or several: ['staging'].
environments/production.ts: production: upstream is 'stagin', which is no environment. Did you mean 'staging'?`);
});

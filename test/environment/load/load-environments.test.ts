import { expect, test } from 'vitest';
import { loadEnvironments } from '../../../lib/environment/load/load-environments.ts';
import { environmentSource, makeRepository } from '../fixture-repository.ts';

test('an environment is loaded with its file', async () => {
  const root = makeRepository({ 'environments/production.ts': environmentSource('production') });

  const { environments, config } = await loadEnvironments(root);

  expect(environments.map(({ definition, file }) => [definition.name, file])).toEqual([['production', 'environments/production.ts']]);
  expect(config).toEqual({});
});

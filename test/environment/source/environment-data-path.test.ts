import { expect, test } from 'vitest';
import { isEnvironmentData } from '../../../lib/environment/source/environment-data-path.ts';

test.each([
  'environments/production/images/users.json',
  'environments/production/secrets/users/database.json',
  'environments/production/external',
  'environments/production/holds/users.json',
  'environments/production/source.json',
  'environments/production/deletions.json',
  'environments/production/sealing.pem',
  'environments/previews/pr-1.json',
])('%s is data', (path) => {
  expect(isEnvironmentData(path)).toBe(true);
});

test.each([
  'environments/production.ts',
  'environments/_topology.ts',
  'environments/production/regions.ts',
  'environments/production/images.ts',
  'environments/production/settings/source.json',
  'apps/environments/production/images/users.json',
  'vendor/redis/images/x.json',
])('%s is code', (path) => {
  expect(isEnvironmentData(path)).toBe(false);
});

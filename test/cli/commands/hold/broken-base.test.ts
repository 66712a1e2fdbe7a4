import { expect, test } from 'vitest';
import { Manifests } from '../../change/manifests.ts';

test('hold --pr goes on where another environment cannot be read', async () => {
  const manifests = await Manifests.make({ environments: { production: '', 'production-us': '' } });
  await manifests.remote.commit({ 'environments/production-us.ts': 'export default {{\n' });

  const { code, answer } = await manifests.json(['hold', 'users', '--env', 'production', '--reason', 'logins fail']);

  expect(code).toBe(0);
  expect(answer).toMatchObject({
    action: 'held',
    branch: 'kumiki/hold/production/users',
    notes: [
      expect.stringMatching(
        /^The environments of main cannot be read, so this one is taken as reviewed: environments\/production-us\.ts:1/,
      ),
    ],
  });
  expect(await manifests.changed('kumiki/hold/production/users')).toEqual(['environments/production/holds/users.json']);
});

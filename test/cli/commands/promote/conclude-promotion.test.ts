import { expect, test } from 'vitest';
import { Manifests } from '../../change/manifests.ts';

test('a fleet that has it all is told as it was asked for', async () => {
  const manifests = await Manifests.make({ environments: { staging: '', 'eu-a': '', 'eu-b': '' } });

  const { code, out } = await manifests.run(['promote', '--all', '--from', 'staging', '--to', 'eu-*', '--wave', '1']);

  expect(code).toBe(0);
  expect(out).toBe('staging → eu-* (every wave): nothing to do\n');
});

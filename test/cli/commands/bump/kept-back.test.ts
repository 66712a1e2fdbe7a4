import { expect, test } from 'vitest';
import { image, Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';

test('what is kept back changes no file, and says nothing else', async () => {
  const manifests = await Manifests.make();
  const { fake, io } = await onGitHub(manifests);
  const bump = (digit: string) => manifests.json(['bump', 'users', image(digit), '--env', 'staging'], io);
  await bump('b');
  for (const pull of fake.repository.state.pulls) fake.repository.close(pull);

  const { code, answer } = await bump('b');

  expect(code).toBe(3);
  expect(answer).toMatchObject({
    action: 'refused',
    files: [],
    notes: [expect.stringContaining('could not be asked'), expect.stringContaining('#1: proposed the same')],
  });
});

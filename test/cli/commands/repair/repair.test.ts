import { expect, test } from 'vitest';
import { Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';

const FILE = 'dist/staging/mail/deployment-mail.yaml';

test('a repair that is proposed already is told with its pull request', async () => {
  const manifests = await Manifests.make();
  const { fake, io } = await onGitHub(manifests);
  const { remote } = manifests;

  expect(await manifests.run(['repair'], io)).toMatchObject({ code: 0, out: 'Everything is its own render.\n' });
  await remote.commit({ [FILE]: `${await manifests.file('main', FILE)}\n# by hand\n` });
  const first = await manifests.run(['repair'], io);
  expect(first).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^kumiki\/repair\/main: created: #1 http\S+\/pull\/1\n/),
  });
  const out = first.out.replace('created', 'proposed already');
  expect(await manifests.run(['repair'], io)).toMatchObject({ code: 0, out });
  expect(fake.repository.state.pulls).toHaveLength(1);
});

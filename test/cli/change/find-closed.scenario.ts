import { expect, test } from 'vitest';
import { digest, image, Manifests } from './manifests.ts';
import { onGitHub } from './on-github.ts';

async function make() {
  const manifests = await Manifests.make();
  const { fake, io } = await onGitHub(manifests);
  const bump = (digit: string, ...more: readonly string[]) =>
    manifests.json(['bump', 'users', image(digit), '--env', 'staging', '--remote-render', ...more], io);
  const { pulls } = fake.repository.state;
  /** As the button does it: the branch goes too, unless it is kept. */
  const close = async (isKept = false) => {
    for (const pull of pulls) fake.repository.close(pull);
    if (!isKept) await manifests.remote.bare('update-ref', '-d', 'refs/heads/kumiki/bump/staging/users');
  };
  return { manifests, bump, pulls, close };
}

const REFUSED = {
  code: 3,
  answer: {
    action: 'refused',
    pullRequest: { number: 1 },
    notes: expect.arrayContaining([expect.stringContaining('#1: proposed the same, and somebody closed it.')]),
  },
};

test.each([
  ['stays', true],
  ['goes too', false],
])(
  'what somebody closed stays closed when another image of the application is merged, and its branch %s',
  async (_, isKept) => {
    const { manifests, bump, pulls, close } = await make();
    await bump('b');
    await close(isKept);
    const file = 'environments/staging/images/users.json';
    const pins = JSON.parse(await manifests.file('main', file)) as { readonly worker: object };
    const worker = { ...pins.worker, digest: digest('e'), tag: 'e' };
    await manifests.remote.commit({ [file]: `${JSON.stringify({ ...pins, worker }, undefined, 2)}\n` });

    expect(await bump('b')).toMatchObject(REFUSED);
    expect(pulls).toHaveLength(1);
    expect(await bump('c')).toMatchObject({ answer: { action: 'created', pullRequest: { number: 2 } } });
  },
);

test('what somebody closed stays closed after another proposal was closed too, and --again opens it until it is closed again', async () => {
  const { bump, pulls, close } = await make();
  await bump('b');
  await close();
  await bump('c');
  await close();

  expect(await bump('b')).toMatchObject(REFUSED);
  expect(pulls).toHaveLength(2);
  expect(await bump('b', '--again')).toMatchObject({ answer: { action: 'created', pullRequest: { number: 3 } } });
  expect(await bump('b')).toMatchObject({ code: 0, answer: { action: 'none', pullRequest: { number: 3 } } });
  await close();
  expect(await bump('b')).toMatchObject({ code: 3, answer: { action: 'refused', pullRequest: { number: 3 } } });
});

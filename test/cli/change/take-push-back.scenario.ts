import { expect, test } from 'vitest';
import { image, Manifests } from './manifests.ts';
import { onGitHub } from './on-github.ts';

const BRANCH = 'kumiki/bump/staging/users';
const POST = /^POST .*\/pulls$/;

async function make() {
  const manifests = await Manifests.make();
  const { fake, io } = await onGitHub(manifests);
  const bump = (digit: string) =>
    manifests.json(['bump', 'users', image(digit), '--env', 'staging', '--remote-render'], io);
  return { manifests, fake, bump };
}

test('what the host refuses to open leaves no branch, and its refusal is what is told', async () => {
  const { manifests, fake, bump } = await make();

  for (const [status, message] of [
    [403, 'Resource not accessible by personal access token'],
    [403, 'Repository was archived so is read-only.'],
    [422, 'Validation Failed'],
  ] as const) {
    fake.fail({ on: POST, instead: { status, body: { message } } });
    const { code, answer } = await bump('b');

    expect({ code, answer }).toMatchObject({
      code: 5,
      answer: { error: expect.stringContaining(message.slice(0, 20)) },
    });
    expect(await manifests.remote.branches()).toEqual([]);
  }
  expect(fake.repository.state.pulls).toEqual([]);
});

test('a branch stays where its pull request may be there for all that, or where it was there before', async () => {
  const { manifests, fake, bump } = await make();
  fake.fail({ on: POST, instead: { status: 503, body: { message: 'Unavailable' } }, times: 10 });
  expect(await bump('b')).toMatchObject({ code: 5 });
  expect(await manifests.remote.branches()).toEqual([BRANCH]);

  fake.fail({ on: POST, instead: { status: 403, body: { message: 'No' } } });
  expect(await bump('c')).toMatchObject({ code: 5 });
  expect(await manifests.remote.branches()).toEqual([BRANCH]);
});

test('a branch that cannot be removed again is told beside the refusal', async () => {
  const { manifests, fake, bump } = await make();
  await manifests.remote.bare('config', 'receive.denyDeletes', 'true');
  fake.fail({ on: POST, instead: { status: 403, body: { message: 'No' } } });

  const { code, answer } = await bump('b');

  expect(code).toBe(5);
  expect(answer['error']).toMatch(
    /cannot open a pull request of .*: 403 No\..*\nkumiki\/bump\/staging\/users: was pushed, and is still there\./,
  );
});

test('a branch stays with the pull request that was opened for all that', async () => {
  const { manifests, fake, bump } = await make();
  fake.fail({ on: POST, instead: 'drop-after' });
  fake.fail({ on: POST, instead: { status: 403, body: { message: 'No' } } });

  expect(await bump('b')).toMatchObject({ code: 5 });

  expect(await manifests.remote.branches()).toEqual([BRANCH]);
  expect(fake.repository.state.pulls).toMatchObject([{ state: 'open' }]);
});

test('where only the words are refused it is told what they say, and another run mends them', async () => {
  const { fake, bump } = await make();
  await bump('b');
  fake.fail({ on: /^PATCH .*\/pulls\/1$/, instead: { status: 503, body: { message: 'Unavailable' } }, times: 10 });

  const { code, answer } = await bump('c');
  expect(code).toBe(5);
  expect(answer['error']).toContain(
    '#1: its branch has the change, its title and text still say what it was before. Running the command again mends them.',
  );

  expect(await bump('c')).toMatchObject({ code: 0, answer: { action: 'updated' } });
  expect(fake.repository.state.pulls).toMatchObject([{ title: 'users in staging: api c' }]);
});

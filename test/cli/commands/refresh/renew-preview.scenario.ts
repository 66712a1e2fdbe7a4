import { expect, test } from 'vitest';
import type { Io } from '../../../../lib/cli/io.ts';
import { digest, image, Manifests } from '../../change/manifests.ts';
import { onGitHub } from '../../change/on-github.ts';
import { release } from './release.ts';

const ENVIRONMENT = `import { argocd, defineEnvironment, previews } from 'kumiki';
import { Mail, Users } from '../apps/apps.ts';
const staging = defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34',
  delivery: argocd({ repository: 'https://git.example.com/m.git' }),
  build(environment) { new Users(environment); new Mail(environment); } });
export default [staging, ...previews(staging)];
`;
const MAIL = 'environments/staging/images/mail.json';
const BUMP = 'kumiki/bump/staging/users';
const [ONE, TWO] = ['kumiki/preview/pr-1', 'kumiki/preview/pr-2'];
const today = () => new Date('2026-12-01T12:00Z');

function fileOf(name: string): string {
  return `environments/previews/${name}.json`;
}

function open(manifests: Manifests, name: string, words: readonly string[], io: Partial<Io> = {}): Promise<unknown> {
  return manifests.json(['preview', 'open', name, '--from', 'staging', '--until', '2027-01-01', ...words], {
    today,
    ...io,
  });
}

test('previews are made new with their own files where the base renders them otherwise, and nothing of one gets into another', async () => {
  const manifests = await Manifests.make({ files: { 'environments/staging.ts': ENVIRONMENT } });
  const { fake, io } = await onGitHub(manifests);
  await open(manifests, 'pr-1', ['users', image('b')], io);
  await open(manifests, 'pr-2', ['users', image('c')], io);
  const files = await Promise.all([manifests.file(ONE, fileOf('pr-1')), manifests.file(TWO, fileOf('pr-2'))]);
  const pins = await manifests.file('main', MAIL);
  await release(manifests, { [MAIL]: `${pins.replace(digest('a'), digest('d'))}\n` });
  await manifests.json(['bump', 'users', image('e'), '--env', 'staging'], io);

  const refresh = () => manifests.json(['refresh'], { today, ...io });
  expect(await refresh()).toMatchObject({
    code: 0,
    answer: [
      { action: 'updated', branch: ONE },
      { action: 'updated', branch: TWO },
      { action: 'none', branch: BUMP },
    ],
  });

  expect(await Promise.all([manifests.file(ONE, fileOf('pr-1')), manifests.file(TWO, fileOf('pr-2'))])).toEqual(files);
  expect(await manifests.file(ONE, 'dist/staging-pr-1/mail/deployment-mail.yaml')).toContain(digest('d'));
  for (const [branch, other] of [
    [ONE, 'pr-2'],
    [TWO, 'pr-1'],
    [BUMP, 'pr-'],
  ] as const)
    expect((await manifests.changed(branch)).filter((file) => file.includes(other))).toEqual([]);
  expect(await refresh()).toMatchObject({ answer: [{ action: 'none' }, { action: 'none' }, { action: 'none' }] });
  expect(fake.repository.state.pulls.map(({ branch, state }) => [branch, state])).toEqual([
    [ONE, 'open'],
    [TWO, 'open'],
    [BUMP, 'open'],
  ]);
});

test('an open preview gets what was proposed for it beside what the base gave it; nothing is opened that was closed, or whose time is over', async () => {
  const manifests = await Manifests.make({ files: { 'environments/staging.ts': ENVIRONMENT } });
  for (const name of ['pr-1', 'pr-2']) {
    await open(manifests, name, ['users', image('b'), image('b', 'worker')]);
    await manifests.merge(`kumiki/preview/${name}`);
    await open(manifests, name, ['users', image('c')]);
  }
  const file = await manifests.file('main', fileOf('pr-1'));
  await release(manifests, {
    [fileOf('pr-1')]: `${file.replaceAll('"tag": "b"', '"tag": "bb"')}\n`,
    [fileOf('pr-2')]: undefined,
  });

  const refresh = (on: () => Date) => manifests.json(['refresh'], { today: on });
  expect(await refresh(() => new Date('2027-01-02T12:00Z'))).toMatchObject({
    code: 0,
    answer: [
      {
        action: 'none',
        notes: [
          'kumiki/preview/pr-1: cannot be made new: the time of preview pr-1 is over: 2027-01-01. Close it, or merge it by hand.',
        ],
      },
      { action: 'none' },
    ],
  });
  expect(await refresh(today)).toMatchObject({
    code: 0,
    answer: [
      { action: 'updated', branch: ONE },
      {
        action: 'none',
        notes: [
          'kumiki/preview/pr-2: cannot be made new: preview pr-2 was closed on main since. Close it, or merge it by hand.',
        ],
      },
    ],
  });

  const { images } = JSON.parse(await manifests.file(ONE, fileOf('pr-1'))) as { readonly images: object };
  expect(images).toMatchObject({ users: { api: { tag: 'c', digest: digest('c') }, worker: { tag: 'bb' } } });
});

test('a closing that conflicts is made new', async () => {
  const manifests = await Manifests.make({ files: { 'environments/staging.ts': ENVIRONMENT } });
  await open(manifests, 'pr-1', ['users', image('b')]);
  await manifests.merge(ONE);
  await manifests.json(['preview', 'close', 'pr-1'], { today });
  const file = await manifests.file('main', fileOf('pr-1'));
  await release(manifests, { [fileOf('pr-1')]: `${file.replace('2027-01-01', '2027-02-01')}\n` });

  expect(await manifests.json(['refresh'], { today })).toMatchObject({ code: 0, answer: [{ action: 'updated' }] });
  await manifests.merge(ONE);
  expect(await manifests.remote.bare('ls-tree', '-r', '--name-only', 'main')).not.toContain('pr-1');
});

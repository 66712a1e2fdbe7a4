import { expect, test } from 'vitest';
import { readFileHistory } from '../../lib/git/file-history.ts';
import { Git } from '../../lib/git/git.ts';
import { movedFrom } from '../../lib/git/moved-from.ts';
import { commit, runGit } from '../cli/commands/status/git-shop.ts';
import { makeRepository } from '../environment/fixture-repository.ts';
import { makeRemote } from './make-remote.ts';
import { openClone } from './open-clone.ts';

const FOLDER = 'environments/production/images';
const USERS = `${FOLDER}/users.json`;
const PEOPLE = `${FOLDER}/people.json`;
let minute = 10;

interface Repository {
  readonly root: string;
  readonly git: Git;
  readonly change: (files: Readonly<Record<string, string | undefined>>) => string;
}

function begin(): Repository {
  const root = makeRepository({});
  runGit(root, ['init', '--quiet', '--initial-branch', 'main']);
  const change: Repository['change'] = (files) =>
    commit(root, 'Change', { date: `2026-11-01T12:${(minute += 1)}:00Z`, files });
  return { root, git: new Git(root, { env: { PATH: process.env['PATH'] } }), change };
}

test('pins that were renamed have the history of their former name, before that commit alone', async () => {
  const { git, change } = begin();
  change({ [USERS]: 'a' });
  change({ [USERS]: 'b' });
  change({ [USERS]: undefined, [PEOPLE]: 'b' });
  change({ [PEOPLE]: 'c' });
  change({ [USERS]: 'of another application' });

  const history = await readFileHistory(git, 'HEAD', PEOPLE);

  expect(history.map(({ text }) => text)).toEqual(['c', 'b', 'b', 'a']);
});

test('a name that was given back has the history of the one between', async () => {
  const { git, change } = begin();
  change({ [USERS]: 'a' });
  change({ [USERS]: undefined, [PEOPLE]: 'a' });
  change({ [PEOPLE]: 'b' });
  change({ [PEOPLE]: undefined, [USERS]: 'b' });

  const history = await readFileHistory(git, 'HEAD', USERS);

  expect(history.map(({ text }) => text)).toEqual(['b', 'b', 'a', 'a']);
});

test('a rename that a merge brought is seen as one step of the branch', async () => {
  const { root, git, change } = begin();
  change({ [USERS]: 'a' });
  runGit(root, ['checkout', '--quiet', '-b', 'rename']);
  change({ [USERS]: undefined, [PEOPLE]: 'a' });
  runGit(root, ['checkout', '--quiet', 'main']);
  runGit(root, ['merge', '--quiet', '--no-ff', '-m', 'Merge', 'rename']);

  expect(await movedFrom(git, 'HEAD', PEOPLE)).toBe(USERS);
  expect((await readFileHistory(git, 'HEAD', PEOPLE)).map(({ subject }) => subject)).toEqual(['Merge', 'Change']);
});

test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string | undefined>>]>([
  ['nothing went', { [USERS]: 'a' }, { [PEOPLE]: 'a' }],
  ['what went was something else', { [USERS]: 'a' }, { [USERS]: undefined, [PEOPLE]: 'b' }],
  [
    'two went that were the same',
    { [USERS]: 'a', [`${FOLDER}/mail.json`]: 'a' },
    { [USERS]: undefined, [`${FOLDER}/mail.json`]: undefined, [PEOPLE]: 'a' },
  ],
  ['two came that are the same', { [USERS]: 'a' }, { [USERS]: undefined, [PEOPLE]: 'a', [`${FOLDER}/mail.json`]: 'a' }],
  [
    'it went from another environment',
    { 'environments/staging/images/users.json': 'a' },
    { 'environments/staging/images/users.json': undefined, [PEOPLE]: 'a' },
  ],
])('pins begin with their file where %s', async (_, before, after) => {
  const { git, change } = begin();
  change(before);
  change(after);

  expect(await movedFrom(git, 'HEAD', PEOPLE)).toBeUndefined();
  expect(await readFileHistory(git, 'HEAD', PEOPLE)).toHaveLength(1);
});

test('other files than pins have no former name', async () => {
  const { git, change } = begin();
  change({ 'apps/a.json': 'a' });
  change({ 'apps/a.json': undefined, 'apps/b.json': 'a' });

  expect(await readFileHistory(git, 'HEAD', 'apps/b.json')).toHaveLength(1);
});

test('the first commit of all asks for no parent', async () => {
  const { git, change } = begin();
  change({ [PEOPLE]: 'a' });

  expect(await readFileHistory(git, 'HEAD', PEOPLE)).toHaveLength(1);
});

test('a clone without contents is asked for none', async () => {
  const remote = await makeRemote({ [USERS]: 'a' });
  await remote.commit({ [USERS]: undefined, [PEOPLE]: 'a' });
  const clone = await openClone(remote.url);
  const tip = await clone.fetch();

  expect(await movedFrom(clone.git, tip, PEOPLE)).toBe(USERS);
  const missing = await clone.git.run(['rev-list', '--objects', '--missing=print', tip]);
  expect(missing).toContain(`?${await remote.bare('rev-parse', `main:${PEOPLE}`)}`);
});

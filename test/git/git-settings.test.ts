import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { checkOut } from '../../lib/git/check-out.ts';
import { Clone } from '../../lib/git/clone.ts';
import { readFileHistory } from '../../lib/git/file-history.ts';
import { tryMergeTexts } from '../../lib/git/merge-texts.ts';
import { originOf } from '../../lib/git/origin-of.ts';
import { readRemoteAddress } from '../../lib/git/remote-address.ts';
import { tryMerge } from '../../lib/git/try-merge.ts';
import { isOurCommit, writeCommit } from '../../lib/git/write-commit.ts';
import { Git } from '../../lib/git/git.ts';
import { HOSTILE, personWith } from './hostile-settings.ts';
import { makeRemote, temporaryFolder, type Remote } from './make-remote.ts';

const LINES = '1\n2\n3\n4\n5\n6\n';
const AUTHOR = { name: 'Jürgen', email: 'kumiki@example.com' };

test.each([['nothing', ''], ...Object.entries(HOSTILE)])(
  'a clone gives the same whatever a person has set about %s, and runs nothing of theirs',
  async (_, settings) => {
    const { env, ran } = personWith(settings);
    const remote = await makeHistory();
    const address = readRemoteAddress(`file://${remote.url}`, '/');
    const clone = await Clone.init(temporaryFolder(), address, 'main', { env: { PATH: process.env['PATH'], ...env } });
    const { git } = clone;

    const base = await clone.fetch();
    await checkOut(clone, base, []);
    const request = { files: new Map([['apps/größe.txt', 'ä\n']]), message: 'Größe', author: AUTHOR, time: 1 };
    const commit = (await writeCommit(git, { ...request, parent: base })) ?? '';
    await clone.push('kumiki/x', commit, undefined);
    await clone.fetch();

    expect(readFileSync(path.join(git.folder, 'apps/a.txt'), 'utf8')).toBe('$Id$ a\nb\n');
    expect(await isOurCommit(git, commit)).toBe(true);
    expect(await clone.tipOf('kumiki/x')).toBe(commit);
    expect(await git.run(['show', '--no-patch', '--format=%an %s', commit])).toBe('Jürgen Größe');
    expect(await git.run(['show', '--no-patch', '--format=%s', base])).toBe('Signed');
    expect(await git.run(['diff', '--name-only', '--no-renames', '-z', base, commit])).toBe('apps/größe.txt\0');
    expect((await readFileHistory(git, base, 'new.json')).map(({ text }) => text)).toEqual(['2\n']);
    expect((await readFileHistory(git, base, 'old.json')).map(({ text }) => text)).toEqual([undefined, '2\n', '1\n']);
    expect((await git.run(['show', '--no-patch', '--format=%h', base])).length).toBeLessThan(20);
    const moved = new Map([
      ['apps/lines.txt', undefined],
      ['apps/moved.txt', `0\n${LINES}`],
    ]);
    const one = (await writeCommit(git, { ...request, parent: base, files: moved })) ?? '';
    const longer = new Map([['apps/lines.txt', `${LINES}7\n`]]);
    const two = (await writeCommit(git, { ...request, parent: base, files: longer })) ?? '';
    const merged = await tryMerge(git, one, two);
    expect(await git.run(['cat-file', 'blob', `${merged}:apps/moved.txt`])).toBe(`0\n${LINES}7`);
    const texts = { ours: '1\n2\n3\n4\n', before: '2\n3\n4\n', theirs: '2\n3\n4\n5\n' };
    expect(await tryMergeTexts(git, path.join(git.folder, '.git'), texts)).toBe('1\n2\n3\n4\n5\n');
    expect(await remote.bare('for-each-ref', '--format=%(refname)')).toBe('refs/heads/kumiki/x\nrefs/heads/main');
    expect(existsSync(ran)).toBe(false);
  },
);

test('in a work tree of a person, what git prints is the same whatever they have set', async () => {
  const { env } = personWith(
    Object.values(HOSTILE)
      .join('')
      .replaceAll(/^\[trace2\][^[]*/gm, ''),
  );
  const remote = await makeHistory();
  await remote.git('remote', 'set-url', 'origin', 'https://bot:s3cret@git.example.com/acme/users');
  const git = new Git(remote.desk, { env: { PATH: process.env['PATH'], ...env, GIT_CONFIG: '/nowhere' } });

  expect((await readFileHistory(git, 'origin/main', 'new.json')).map(({ text }) => text)).toEqual(['2\n']);
  expect(await git.run(['show', '--no-patch', '--format=%s', 'origin/main'])).toBe('Signed');
  expect(await originOf(git)).toBe('https://bot:s3cret@git.example.com/acme/users');
});

/** A file that was renamed, and a signed commit at the tip. */
async function makeHistory(): Promise<Remote> {
  const remote = await makeRemote({ 'old.json': '1\n', 'apps/a.txt': '$Id$ a\nb\n', 'apps/lines.txt': LINES });
  await remote.commit({ 'old.json': '2\n' });
  await remote.commit({ 'old.json': undefined, 'new.json': '2\n' });
  const [tree, parent] = [await remote.git('rev-parse', 'HEAD^{tree}'), await remote.git('rev-parse', 'HEAD')];
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----';
  const who = 'Ada <ada@example.com> 1800000000 +0000';
  const text = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n${signature}\n\nSigned\n`;
  const signed = await new Git(remote.desk, { env: process.env }).run(
    ['hash-object', '-t', 'commit', '-w', '--stdin'],
    text,
  );
  await remote.git('push', '--quiet', 'origin', `${signed}:refs/heads/main`);
  await remote.git('fetch', '--quiet');
  return remote;
}

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, write } from '../../environment/fixture-repository.ts';
import { runKumiki } from '../run-kumiki.ts';
import { textsBelow } from '../shop.ts';

const FILES = [
  '.github/workflows/kumiki-check.yaml',
  '.github/workflows/kumiki-report.yaml',
  '.github/workflows/kumiki-bot.yaml',
];
const [CHECK = '', , BOT = ''] = FILES;
const REPOSITORY = 'https://git.example.com/acme/manifests.git';
const APP = ['--for', 'app', '--app', 'users', '--repository', REPOSITORY, '--host', 'gitea'];

function makeManifests(files: Readonly<Record<string, string>> = {}): string {
  return makeRepository({ 'package.json': '{}', 'environments/_none.ts': '', ...files });
}

test('writes the recipe of a host into the repository, and a second time changes nothing', async () => {
  const root = makeManifests({ 'apps/shop.ts': '' });

  const first = await runKumiki(path.join(root, 'apps'), ['ci', 'github']);
  const { mtimeMs } = statSync(path.join(root, CHECK));
  const second = await runKumiki(root, ['ci', 'github']);

  expect(first).toEqual({ code: 0, out: FILES.map((file) => `${file}: created\n`).join(''), err: '' });
  expect(second).toEqual({ code: 0, out: FILES.map((file) => `${file}: unchanged\n`).join(''), err: '' });
  expect(statSync(path.join(root, CHECK)).mtimeMs).toBe(mtimeMs);
  expect(Object.keys(textsBelow(path.join(root, '.github'))).toSorted()).toEqual(
    FILES.map((file) => file.slice('.github/'.length)).toSorted(),
  );
});

test('a file that is something else is named, and nothing is written without --force', async () => {
  const root = makeManifests({ [BOT]: 'name: mine\n' });

  const refused = await runKumiki(root, ['ci', 'github']);

  expect(refused).toEqual({
    code: 1,
    out: '',
    err: `${BOT}: is there, and not what this recipe gives. Look at it with --out -, and write over what is there with --force. Nothing was written.\n`,
  });
  expect(existsSync(path.join(root, CHECK))).toBe(false);
  expect(readFileSync(path.join(root, BOT), 'utf8')).toBe('name: mine\n');

  const forced = await runKumiki(root, ['ci', 'github', '--force', '--json']);

  expect(JSON.parse(forced.out)).toEqual({
    files: FILES.map((file) => ({ path: file, action: file === BOT ? 'updated' : 'created' })),
  });
  expect(readFileSync(path.join(root, BOT), 'utf8')).toContain('name: kumiki bot\n');
});

test('--check tells what is missing or differs, with exit code 2, and writes nothing', async () => {
  const root = makeManifests({ [BOT]: 'name: mine\n' });

  const differs = await runKumiki(root, ['ci', 'github', '--check']);
  expect(differs.code).toBe(2);
  expect(differs.out).toBe(FILES.map((file) => `${file}: ${file === BOT ? 'differs' : 'missing'}\n`).join(''));
  expect(existsSync(path.join(root, CHECK))).toBe(false);

  await runKumiki(root, ['ci', 'github', '--force']);
  // As git checks it out on Windows.
  writeFileSync(path.join(root, BOT), readFileSync(path.join(root, BOT), 'utf8').replaceAll('\n', '\r\n'));

  const same = await runKumiki(root, ['ci', 'github', '--check', '--quiet']);
  expect(same).toEqual({ code: 0, out: '', err: '' });
});

test('prints with --out -, several files with the name of each', async () => {
  const root = makeManifests();

  const one = await runKumiki(root, ['ci', 'gitlab', '--out', '-']);
  const several = await runKumiki(root, ['ci', 'woodpecker', '--out', '-']);

  expect(one.out.startsWith('# Written by kumiki ci gitlab.')).toBe(true);
  expect(several.out.match(/^==> .* <==$/gm)).toEqual([
    '==> .woodpecker/kumiki-check.yaml <==',
    '==> .woodpecker/kumiki-bot.yaml <==',
  ]);
  expect(existsSync(path.join(root, '.gitlab-ci.yml'))).toBe(false);
});

test('prints the recipe of an application, and writes it where --out says', async () => {
  const folder = makeRepository({ 'README.md': '' });

  const printed = await runKumiki(folder, ['ci', 'drone', ...APP]);
  const written = await runKumiki(folder, ['ci', 'drone', ...APP, '--out', 'new/users']);

  expect(printed.code).toBe(0);
  expect(printed.out).toMatch(
    /--ignore-scripts .* kumiki@\d+\.\d+\.\d+\S*\n[^]*npx kumiki bump users "api=\$IMAGE@\$DIGEST" --env staging --pr --auto-merge/,
  );
  expect(written).toEqual({ code: 0, out: '.drone.yml: created\n', err: '' });
  expect(readFileSync(path.join(folder, 'new/users/.drone.yml'), 'utf8')).toBe(printed.out);
  expect((await runKumiki(path.join(folder, 'new/users'), ['ci', 'drone', ...APP, '--check'])).code).toBe(0);
});

test('the recipe of a repository has its address and branch', async () => {
  const root = makeManifests();

  const { out } = await runKumiki(root, [
    'ci',
    'circleci',
    '--out=-',
    '--base=release/1.x',
    '--repository=https://git.example.com:8443/acme/manifests.git',
    '--host=gitlab',
  ]);

  expect(out).toContain(
    'npx kumiki refresh --repository https://git.example.com:8443/acme/manifests.git --host gitlab --base release/1.x || failed=$?\n',
  );
  expect(out).toContain('npx kumiki check --base "$(git merge-base HEAD origin/release/1.x)"\n');
});

test.each(['github', 'gitlab', 'gitea', 'circleci', 'travis', 'jenkins', 'drone', 'woodpecker', 'concourse'])(
  '%s: every command of an application goes to the host that is named',
  async (host) => {
    const { code, out } = await runKumiki(makeRepository({}), [
      'ci',
      host,
      ...APP,
      '--api',
      'https://git.example.com/api',
    ]);

    const targets = out.match(/--repository .*/g) ?? [];
    expect(code).toBe(0);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets)
      expect(target).toContain(`--repository ${REPOSITORY} --host gitea --api https://git.example.com/api`);
  },
);

test('an address that says its host needs no --host, and has none in the recipe', async () => {
  const address = 'https://gitlab.com/acme/manifests.git';

  const { code, out } = await runKumiki(makeRepository({}), [
    'ci',
    'github',
    '--for=app',
    '--app=users',
    `--repository=${address}`,
  ]);

  expect(code).toBe(0);
  expect(out).toContain(` --repository ${address} \\\n`);
  expect(out).not.toContain('--host');
});

test.each([
  ['the CI host where nothing else is said', [], '--host gitea'],
  ['the CI host where the address does not say', ['--repository', REPOSITORY], '--host gitea'],
  ['what the address says', ['--repository', 'https://github.com/acme/manifests.git'], '--host github'],
  ['what is named', ['--repository', REPOSITORY, '--host', 'gitlab'], '--host gitlab'],
])('the bot of a repository goes to %s', async (_, args, host) => {
  const { out } = await runKumiki(makeManifests(), ['ci', 'gitea', '--out=-', ...args]);

  expect(new Set(out.match(/--host \w+/g))).toEqual(new Set([host]));
});

test.each([
  [
    ['ci', 'githib'],
    "'githib' is no CI host that there is a recipe for. Did you mean github? There are: github, gitlab,",
  ],
  [['ci', 'github', '--for', 'both'], "--for is 'both'. It is manifests, for this repository, or app."],
  [['ci', 'github', '--app', 'users'], '--app goes with --for app. Add that, or leave --app out.'],
  [['ci', 'github', '--for', 'app'], '--app is missing. Name the application whose images it proposes: --app users.'],
  [
    ['ci', 'github', '--for', 'app', '--app', 'a; rm'],
    "--app is 'a; rm'. Name an application, such as users: lower case",
  ],
  [['ci', 'github', '--for', 'app', '--app', 'users'], '--repository is missing. Name the manifest repository:'],
  [
    ['ci', 'github', '--repository', 'https://x:ghp_1@example.com/a/b.git'],
    '--repository holds a name or a credential. Leave it out',
  ],
  [
    ['ci', 'github', '--repository', 'git@example.com:a/b.git'],
    "--repository is 'git@example.com:a/b.git'. Give an address by https",
  ],
  [
    ['ci', 'github', '--repository', 'https://example.com/$(id)'],
    "--repository is 'https://example.com/$(id)'. Give an address by https",
  ],
  [['ci', 'github', '--base', "main' || id"], "--base is 'main' || id'. Name a branch, such as main."],
  [
    ['ci', 'github', '--for', 'app', '--app', 'users', '--repository', REPOSITORY],
    `${REPOSITORY}: its name does not say which git host it is. Name it with --host: github, gitlab, gitea, bitbucket, git.`,
  ],
  [
    ['ci', 'jenkins', '--repository', REPOSITORY],
    `${REPOSITORY}: its name does not say which git host it is. Name it with --host:`,
  ],
  [['ci', 'github', '--host', 'gitee'], "--host is 'gitee'. There are: github, gitlab, gitea, bitbucket, git."],
  [['ci', 'github', '--api', 'https://x/$(id)'], "--api is 'https://x/$(id)'. Name the root of the host's API"],
  [['ci', 'github', '--api', 'https://x:ghp_1@example.com'], '--api holds a name or a credential. Leave it out'],
  [['ci', 'github', '--out', '-', '--check'], '--out is -, which prints. Name a folder with --check or --force'],
])('%j is told what is wrong', async (args, message) => {
  const { code, out, err } = await runKumiki(makeManifests(), args);

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.slice(0, message.length)).toBe(message);
});

test('a token in an address is not said again', async () => {
  const { err } = await runKumiki(makeManifests(), [
    'ci',
    'github',
    '--repository',
    'https://x:ghp_1@example.com/a/b.git',
  ]);

  expect(err).not.toContain('ghp_1');
});

test('a folder in the place of a file is told with its path', async () => {
  const root = makeManifests();
  write(root, '.gitlab-ci.yml/inside', '');

  const { code, err } = await runKumiki(root, ['ci', 'gitlab']);

  expect(code).toBe(1);
  expect(err).toMatch(/\.gitlab-ci\.yml: .*\(EISDIR\)/);
});

import { expect, test } from 'vitest';
import {
  baseCheck,
  checkScript,
  pushScript,
  refreshCommand,
  renderCommand,
  repairScript,
  scheduleScript,
} from '../../lib/ci/manifest-scripts.ts';
import { at } from './at.ts';
import { makeBranches } from './make-branches.ts';
import { documentsOf, fileOf, MANIFEST_OPTIONS, recipeFiles } from './recipes.ts';
import { runScript } from './run-script.ts';
import { scriptsOf } from './scripts-of.ts';

const TOKEN = { KUMIKI_TOKEN: 'secret' };
const RENDER = 'kumiki synth --check [none]';

test.each([
  ['the base is its own render', [0], 0, [RENDER]],
  ['it is not', [2, 0], 0, [RENDER, 'kumiki repair --pr [secret]']],
  ['the repair fails', [2, 5], 5, [RENDER, 'kumiki repair --pr [secret]']],
  ['the source is wrong', [1], 1, [RENDER]],
])('repair is called with the token, and only then, where %s', (_, codes, code, calls) => {
  expect(runScript(repairScript(MANIFEST_OPTIONS), codes, TOKEN)).toEqual({ code, calls });
});

test.each([
  ['both checks are green', [0, 0], 0],
  ['dist differs', [2, 0], 2],
  ['something protected would be deleted', [0, 4], 4],
])('both checks run, and one report is of both, where %s', (_, codes, code) => {
  const { folder, commits } = makeBranches();

  expect(runScript([`cd "${folder}"`, ...checkScript(MANIFEST_OPTIONS)], codes)).toEqual({
    code,
    calls: ['kumiki synth --check [none]', `kumiki check --base ${commits.fork} [none]`],
  });
});

test.each([
  ['a branch that lags with where it began', 'branch', 'fork'],
  ['the result of a merge with what was merged', 'merged', 'tip'],
  ['the base with itself', 'main', 'tip'],
] as const)('a check compares %s', (_, branch, base) => {
  const { folder, commits, checkOut } = makeBranches();

  checkOut(branch);

  expect(runScript([`cd "${folder}"`, baseCheck('main')], [0]).calls).toEqual([
    `kumiki check --base ${commits[base]} [none]`,
  ]);
});

test('every recipe that checks fetches the history that tells where a branch began', () => {
  const checking = recipeFiles.filter(({ text }) => text.includes('git merge-base'));

  expect(checking.map(({ host }) => host)).toEqual([
    'github',
    'gitlab',
    'gitea',
    'circleci',
    'travis',
    'jenkins',
    'woodpecker',
    'concourse',
  ]);
  const whole = /fetch-depth: 0|GIT_DEPTH: "0"|method: full|depth: false|partial: false|--no-local/;
  expect(checking.filter(({ text, host }) => host !== 'jenkins' && !whole.test(text))).toEqual([]);
});

test('drone: a pull request is compared with the base where it is for that, as no other one is fetched', () => {
  const check = documentsOf(fileOf('drone', 'manifests', '.drone.yml')).find((one) => at(one, 'name') === 'check');

  expect(at(check, 'steps', '1', 'when')).toEqual({ event: ['pull_request'], branch: ['main'] });
});

const REPAIR = 'kumiki repair --pr [secret]';
const REFRESH = 'kumiki refresh [secret]';
const SWEEP = 'kumiki preview sweep --pr --auto-merge [secret]';

test.each([
  ['all is well', [0, 0], 0, [RENDER, REFRESH]],
  ['the base is repaired', [2, 0, 0], 0, [RENDER, REPAIR, REFRESH]],
  ['the repair fails', [2, 5, 0], 5, [RENDER, REPAIR, REFRESH]],
  ['the source is wrong', [1, 0], 1, [RENDER, REFRESH]],
  ['the refresh fails', [0, 5], 5, [RENDER, REFRESH]],
])('a push looks after pull requests whatever becomes of the repair, where %s', (_, codes, code, calls) => {
  expect(runScript(pushScript(MANIFEST_OPTIONS), codes, TOKEN)).toEqual({ code, calls });
});

test.each([
  ['both are done', [0, 0], 0],
  ['the refresh fails', [5, 0], 5],
  ['the sweep fails', [0, 3], 3],
])('a schedule closes previews whatever becomes of the refresh, where %s', (_, codes, code) => {
  expect(runScript(scheduleScript(MANIFEST_OPTIONS), codes, TOKEN)).toEqual({ code, calls: [REFRESH, SWEEP] });
});

test('no recipe has a step behind one that may fail', () => {
  const both = recipeFiles.filter(({ kind, text }) => kind === 'manifests' && text.includes('preview sweep'));

  expect(both.length).toBe(9);
  // Jobs of GitLab do not wait for each other within a stage.
  for (const file of both.filter(({ host }) => host !== 'gitlab')) {
    const scripts = scriptsOf(file).filter((script) => /kumiki (?:refresh|preview sweep)/.test(script));
    expect(scripts.map((script) => (script.match(/\|\| failed=\$\?/g) ?? []).length)).toEqual(
      file.host === 'jenkins' ? [3] : [2, 2],
    );
  }
});

test('where the repository is, and on which host and branch, is said where it is known', () => {
  const options = {
    ...MANIFEST_OPTIONS,
    base: 'trunk',
    repository: 'https://git.example.com/acme/manifests.git',
  };

  expect(refreshCommand(options, 'gitea')).toBe(
    'npx kumiki refresh --repository https://git.example.com/acme/manifests.git --host gitea --base trunk',
  );
  expect(renderCommand(options)).toBe(
    'npx kumiki repair --pr --base "$BRANCH" --repository https://git.example.com/acme/manifests.git',
  );
});

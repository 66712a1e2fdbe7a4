import { expect, test } from 'vitest';
import { checkScript, refreshCommand, renderCommand, repairScript } from '../../lib/ci/manifest-scripts.ts';
import { MANIFEST_OPTIONS } from './recipes.ts';
import { runScript } from './run-script.ts';

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
  expect(runScript(checkScript(MANIFEST_OPTIONS), codes)).toEqual({
    code,
    calls: ['kumiki synth --check [none]', 'kumiki check --base origin/main [none]'],
  });
});

test('where the repository is, and on which host and branch, is said where it is known', () => {
  const options = { base: 'trunk', repository: 'https://git.example.com/acme/manifests.git' };

  expect(refreshCommand(options, 'gitea')).toBe(
    'npx kumiki refresh --repository https://git.example.com/acme/manifests.git --host gitea --base trunk',
  );
  expect(renderCommand(options)).toBe(
    'npx kumiki repair --pr --base "$BRANCH" --repository https://git.example.com/acme/manifests.git',
  );
});

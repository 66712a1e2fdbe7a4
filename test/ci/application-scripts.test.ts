import { expect, test } from 'vitest';
import { bumpScript, closePreviewScript, openPreviewScript, READ_DIGEST } from '../../lib/ci/application-scripts.ts';
import { APPLICATION_OPTIONS, recipeFiles } from './recipes.ts';
import { runScript } from './run-script.ts';
import { scriptsOf } from './scripts-of.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const ENV = {
  IMAGE: 'ghcr.io/acme/users-api',
  DIGEST,
  SOURCE: 'https://git.example.com/acme/users',
  COMMIT: 'b'.repeat(40),
  BUILD: '7',
  NUMBER: '12',
  KUMIKI_TOKEN: 'secret',
};
const INSTALL = 'npm install --ignore-scripts --no-save --no-audit --no-fund --prefix . kumiki@1.2.3 [none]';
const BUMP = `kumiki bump users api=ghcr.io/acme/users-api@${DIGEST} --env staging --pr --auto-merge --repository https://git.example.com/acme/manifests.git --source https://git.example.com/acme/users --commit ${ENV.COMMIT} --build 7 [secret]`;

test.each([
  ['it is done', [0], 0, 1],
  ['a rule refuses it', [3], 0, 1],
  ['a remote failed once', [5, 0], 0, 2],
  ['a remote failed, and then a newer build was faster', [5, 3], 0, 2],
  ['a remote fails twice', [5, 5], 5, 2],
  ['something protected would be deleted', [4], 4, 1],
  ['the input is wrong', [1], 1, 1],
])('a bump ends as it should where %s', (_, codes, code, calls) => {
  const end = runScript(bumpScript(APPLICATION_OPTIONS), codes, ENV);

  expect(end).toEqual({ code, calls: [INSTALL, ...Array.from({ length: calls }, () => BUMP)] });
});

test('another base than main is said', () => {
  expect(bumpScript({ ...APPLICATION_OPTIONS, base: 'trunk' }).join('\n')).toContain(
    '--repository https://git.example.com/acme/manifests.git --base trunk ',
  );
});

test('previews are of a pull request, and a failure is one', () => {
  const opened = runScript(openPreviewScript(APPLICATION_OPTIONS), [0], ENV);
  const closed = runScript(closePreviewScript(APPLICATION_OPTIONS), [3], ENV);

  expect(opened).toEqual({
    code: 0,
    calls: [
      INSTALL,
      `kumiki preview open users-12 --from staging users api=ghcr.io/acme/users-api@${DIGEST} --until 7d --pr --auto-merge --repository https://git.example.com/acme/manifests.git [secret]`,
    ],
  });
  expect(closed).toEqual({
    code: 3,
    calls: [
      INSTALL,
      'kumiki preview close users-12 --pr --auto-merge --repository https://git.example.com/acme/manifests.git [secret]',
    ],
  });
});

test('no recipe fetches a package where the token is, or lets one run code of its own', () => {
  const scripts = recipeFiles.flatMap(scriptsOf);
  const installing = scripts.flatMap((script) => script.match(/.*\bnpm install .*/g) ?? []);
  const fetching = scripts.flatMap((script) => script.match(/\bnpm (?:ci|install) .*/g) ?? []);

  expect(installing.length).toBe(15);
  expect(installing.filter((line) => !/^\s*env -u KUMIKI_TOKEN npm install /.test(line))).toEqual([]);
  expect(fetching.filter((line) => !line.includes(' --ignore-scripts '))).toEqual([]);
  expect(scripts.filter((script) => /\bnpx (?!kumiki )/.test(script))).toEqual([]);
});

test.each([
  ['a digest', DIGEST, 0],
  ['nothing', '', 1],
  ['a command', '$(touch hacked)', 1],
  ['a digest with more after it', `${DIGEST} --api=https://evil.example`, 1],
])('what the build left is read as a digest alone: %s', (_, text, code) => {
  const end = runScript([`printf '%s\\n' '${text}' > digest.txt`, READ_DIGEST, 'npx "$DIGEST"'], [0]);

  expect(end).toEqual({ code, calls: code === 0 ? [`${DIGEST} [none]`] : [] });
});

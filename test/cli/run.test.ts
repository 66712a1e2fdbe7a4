import { expect, test } from 'vitest';
import { makeRepository } from '../environment/fixture-repository.ts';
import { runKumiki } from './run-kumiki.ts';

test.each([['synth'], ['check']])('the help of %s shows examples', async (command) => {
  const { code, out } = await runKumiki('.', [command, '--help']);

  expect(code).toBe(0);
  expect(out).toContain(`Examples:\n  $ kumiki ${command}`);
});

test('the help lists every command', async () => {
  const { code, out } = await runKumiki('.', ['--help']);

  expect(code).toBe(0);
  expect(out).toMatch(/synth .*\n[\s\S]*check /);
});

test('without a command it shows the help, as a mistake', async () => {
  const { code, err } = await runKumiki('.', []);

  expect(code).toBe(1);
  expect(err).toContain('Usage: kumiki');
});

test('--version prints the version of the package', async () => {
  expect(await runKumiki('.', ['--version'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test('--cwd names the repository', async () => {
  const folder = makeRepository({ 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n' });

  expect((await runKumiki('/', ['--cwd', folder, 'check', 'a.yaml'])).out).toBe('1 object checked: nothing found.\n');
});

import { expect, test } from 'vitest';
import { findProgram, runProgram } from '../../lib/vendor/run-program.ts';
import { HELM } from '../../lib/vendor/tool-version.ts';

const HERE = { cwd: '/', env: { PATH: '/usr/bin:/bin', ONLY: 'this' } } as const;

test('both streams, the exit code, and nothing of the environment but what is given', async () => {
  const result = await runProgram('/bin/sh', ['-c', 'echo "$ONLY$USER"; echo err >&2; exit 3'], HERE);

  expect(result).toEqual({ code: 3, out: 'this\n', err: 'err\n' });
});

test('a program that does not end is killed, whatever it has started', async () => {
  const start = performance.now();

  const result = await runProgram('/bin/sh', ['-c', 'echo a; sleep 60 & sleep 60'], { ...HERE, milliseconds: 200 });

  expect(result).toEqual({ code: undefined, out: 'a\n', err: '' });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a standard input is not waited for', async () => {
  expect(await runProgram('/bin/cat', [], HERE)).toEqual({ code: 0, out: '', err: '' });
});

test('what is no program is a mistake of the person', async () => {
  await expect(runProgram('/', [], HERE)).rejects.toThrow('/: cannot be run (EACCES).');
});

test('a program is named by a path, or by a name on PATH', () => {
  expect(findProgram(HELM, '/bin/sh', '/')).toBe('/bin/sh');
  expect(findProgram(HELM, './sh', '/bin')).toBe('/bin/sh');
  expect(findProgram(HELM, 'sh', '/')).toMatch(/\/sh$/);
  expect(() => findProgram(HELM, 'no-such-helm', '/')).toThrow("--helm is 'no-such-helm': there is no such program.");
});

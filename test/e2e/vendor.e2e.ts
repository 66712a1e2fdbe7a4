import path from 'node:path';
import { expect, test } from 'vitest';
import { programPath } from '../servers/module-cache.ts';
import { runCommand } from '../servers/run-command.ts';

test('kumiki vendor renders charts and overlays with the real helm and kustomize', async () => {
  const bin = path.dirname(programPath('helm'));

  const { code, out, err } = await runCommand(process.execPath, ['test/e2e/vendor/run.mjs', bin]);

  expect(code, `${out}${err}`).toBe(0);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../git/make-remote.ts';

/** Prints the id of a program that goes on writing into the folder, and waits for it. */
const WORK = `
import { withTemporaryFolder } from './lib/cli/change/temporary-folder.ts';
import { LineProcess } from './lib/line-process.ts';
const busy = 'const fs = require("fs"); console.log(process.pid); setInterval(() => { fs.mkdirSync("a/b", { recursive: true }); fs.writeFileSync("a/b/c", ""); }, 1);';
await withTemporaryFolder(async (folder) => {
  const line = await LineProcess.start(process.execPath, ['--eval', busy], { cwd: folder, env: {} });
  console.log(await line.next());
  if ((await line.next()) === undefined) throw new Error('it ended');
});
`;

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s ends what runs in the folder, and then both',
  async (signal) => {
    const TMPDIR = temporaryFolder();
    const program = path.join(temporaryFolder(), 'work.mjs');
    const root = path.join(import.meta.dirname, '../../..');
    const stdin = { contents: WORK, resolveDir: root };
    await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile: program });
    const work = spawn(process.execPath, [program], {
      env: { ...process.env, TMPDIR },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void work.kill('SIGKILL'));
    let err = '';
    work.stderr.on('data', (text: Buffer) => (err += text.toString('utf8')));
    const [id] = (await once(work.stdout, 'data')) as [Buffer];

    work.kill(signal);

    expect(await once(work, 'close')).toEqual([null, signal]);
    expect(err).not.toContain('it ended');
    expect(readdirSync(TMPDIR)).toEqual([]);
    expect(() => process.kill(Number(id.toString('utf8')), 0)).toThrow('ESRCH');
  },
);

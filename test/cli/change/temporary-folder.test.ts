import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../git/make-remote.ts';

/** Goes on writing into the folder that it stands in, and is connected as long as it lives. */
const busyWith = (port: number) => `
  const fs = require('node:fs');
  const write = () => { fs.mkdirSync('a/b', { recursive: true }); fs.writeFileSync('a/b/c', ''); };
  setInterval(write, 1);
  write();
  require('node:net').connect(${port}, '127.0.0.1').on('close', () => process.exit());
`;

/** A program that goes on, and is waited for. */
const waitFor = (busy: string) => `
import { withTemporaryFolder } from './lib/cli/change/temporary-folder.ts';
import { LineProcess } from './lib/process/line-process.ts';
await withTemporaryFolder(async (cwd) => {
  const line = await LineProcess.start(process.execPath, ['--eval', ${JSON.stringify(busy)}], { cwd, env: {} });
  if ((await line.next()) === undefined) throw new Error('it ended');
});
`;

/** A program that starts another, and does not hand on a signal: as git does, and npm where it is a script that starts it. */
const workOf = (program: string, work: string) => (busy: string) =>
  `
import { writeFileSync } from 'node:fs';
import { runNpmCi } from './lib/cli/change/run-npm-ci.ts';
import { Git } from './lib/git/git.ts';
import { withTemporaryFolder } from './lib/cli/change/temporary-folder.ts';
await withTemporaryFolder(async (folder) => {
  writeFileSync(folder + '/busy.cjs', ${JSON.stringify(busy)});
  writeFileSync(folder + '/${program}', '#!/bin/sh\\n"' + process.execPath + '" busy.cjs\\nexit 1\\n', { mode: 0o755 });
  const env = { PATH: folder };
  await ${work};
});
`;

test.each([
  ['SIGTERM', 'a program', waitFor],
  ['SIGINT', 'a program', waitFor],
  ['SIGHUP', 'a program', waitFor],
  ['SIGTERM', 'what npm has started', workOf('npm', 'runNpmCi(folder, env)')],
  ['SIGTERM', 'what git has started', workOf('git', "new Git(folder, { env }).run(['fetch'])")],
] as const)('%s ends %s that runs in the folder, and then both', async (signal, _, work) => {
  const TMPDIR = temporaryFolder();
  const { port, connected } = await listen();
  const kumiki = await start(work(busyWith(port)), TMPDIR);
  let err = '';
  kumiki.stderr.on('data', (text: Buffer) => (err += text.toString('utf8')));
  const busy = await connected;
  const ended = once(busy, 'close');

  kumiki.kill(signal);

  expect(await once(kumiki, 'close')).toEqual([null, signal]);
  expect(err).toBe('');
  expect(readdirSync(TMPDIR)).toEqual([]);
  await ended;
});

async function start(code: string, TMPDIR: string) {
  const outfile = path.join(temporaryFolder(), 'work.mjs');
  const stdin = { contents: code, resolveDir: path.join(import.meta.dirname, '../../..') };
  await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile });
  const env = { ...process.env, TMPDIR };
  // Without the terminal of whoever runs the tests, as in CI.
  const child = spawn(process.execPath, [outfile], { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Who is connected ends with the test. */
async function listen(): Promise<{ readonly port: number; readonly connected: Promise<Socket> }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => undefined).resume()));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const connected = once(server, 'connection').then(([socket]) => socket as Socket);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, connected };
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { Clone } from '../../lib/git/clone.ts';
import { readRemoteAddress } from '../../lib/git/remote-address.ts';
import { remoteEnvironment } from '../../lib/git/remote-environment.ts';
import { temporaryFolder } from './make-remote.ts';

const OURS = headerOf('x-access-token', 's3cret');

test.each([
  ['nothing', ''],
  ['a header for all', '[http]\n extraHeader = Authorization: Basic dGhlaXJz\n'],
  ['a header of the host', '[http "ORIGIN"]\n extraHeader = Authorization: Basic dGhlaXJz\n'],
  ['a header of the host, as CI has it', '[http "ORIGIN/"]\n extraHeader = Authorization: Basic dGhlaXJz\n'],
  ['a header of a group', '[http "ORIGIN/acme"]\n extraHeader = Authorization: Basic dGhlaXJz\n'],
  ['a header of the repository', '[http "ORIGIN/acme/m.git"]\n extraHeader = Authorization: Basic dGhlaXJz\n'],
  [
    'a header of the repository as a folder',
    '[http "ORIGIN/acme/m.git/"]\n extraHeader = Authorization: Basic dGhlaXJz\n',
  ],
  ['all of them', '[http]\n extraHeader = Authorization: a\n[http "ORIGIN/acme/"]\n extraHeader = Authorization: b\n'],
])('the token is sent once and alone where a person has set %s', async (_, settings) => {
  const server = await startServer();

  const error = await fetchFrom(`${server.origin}/acme/m.git`, { settings, token: 's3cret', server });

  expect(server.headers.length).toBeGreaterThan(0);
  for (const headers of server.headers) expect(headers).toEqual([OURS]);
  expect(error).toMatch(/git may not read it\. Give a token that may/);
  expect(error).not.toContain('s3cret');
});

test('the token goes on with a redirection on the same host', async () => {
  const server = await startServer();

  await fetchFrom(`${server.origin}/acme/old/`, { token: 's3cret', server });

  expect(server.asked).toEqual(['/acme/old/info/refs', '/acme/m.git/info/refs']);
  expect(server.headers).toEqual([[OURS], [OURS]]);
});

test('nobody is told of a token or asked for another: no helper, no window', async () => {
  const server = await startServer();
  const asked = path.join(temporaryFolder(), 'asked');
  const program = writeProgram(`echo "$@" >> '${asked}'`);
  const settings = `[credential]\n helper = ${program}\n[credential "ORIGIN"]\n helper = ${program}\n[core]\n askPass = ${program}\n`;

  await fetchFrom(`${server.origin}/acme/m.git`, {
    settings,
    token: 's3cret',
    server,
    env: { GIT_ASKPASS: program, SSH_ASKPASS: program },
  });

  expect(existsSync(asked)).toBe(false);
});

test('without a token a helper is asked, for the user of the address', async () => {
  const server = await startServer();
  const asked = path.join(temporaryFolder(), 'asked');
  const helper = writeProgram(`cat >> '${asked}'; echo password=of-helper`);

  await fetchFrom(`${server.origin.replace('//', '//jane@')}/acme/m.git`, {
    settings: `[credential]\n helper = "!${helper}"\n`,
    server,
  });

  expect(readFileSync(asked, 'utf8')).toContain('username=jane');
  expect(server.headers).toContainEqual([headerOf('jane', 'of-helper')]);
});

test('a password of the address goes with the user that it stood beside', async () => {
  const server = await startServer();

  await fetchFrom(`${server.origin.replace('//', '//gitlab-ci-token:50%25@')}/acme/m.git`, { token: '50%', server });

  expect(new Set(server.headers.flat())).toEqual(new Set([headerOf('gitlab-ci-token', '50%')]));
});

test('a token is in no trace that a person has set', async () => {
  const server = await startServer();
  const trace = path.join(temporaryFolder(), 'trace');
  const settings = `[trace2]\n eventTarget = ${trace}\n configParams = *\n envVars = GIT_CONFIG_VALUE_0,GIT_CONFIG_VALUE_1\n`;

  await fetchFrom(`${server.origin}/acme/m.git`, {
    settings,
    token: 's3cret',
    server,
    env: { GIT_TRACE_CURL: trace, GIT_TRACE_REDACT: '0' },
  });

  const sent = Buffer.from('x-access-token:s3cret').toString('base64');
  expect(readFileSync(trace, 'utf8')).toContain('GET /acme/m.git/info/refs');
  expect(readFileSync(trace, 'utf8')).not.toContain(sent);
});

test.each([
  [{}, '', '-o BatchMode=yes'],
  [{ GIT_SSH_COMMAND: 'ssh -i key' }, '', '-i key'],
  [{}, '[core]\n sshCommand = ssh -i theirs\n', '-i theirs'],
])('ssh asks nobody, unless a person says how it is called: %o %j', async (env, settings, args) => {
  const folder = temporaryFolder();
  const said = path.join(folder, 'said');
  writeProgram(`echo "$@" >> '${said}'; exit 255`, path.join(folder, 'ssh'));

  await fetchFrom('git@git.example.com:acme/m.git', {
    settings,
    env: { ...env, PATH: `${folder}${path.delimiter}${process.env['PATH']}` },
  });

  const words = readFileSync(said, 'utf8');
  expect(words).toContain(args);
  expect(words.includes('BatchMode')).toBe(args.includes('BatchMode'));
});

interface Server {
  readonly origin: string;
  /** The Authorization headers of each request. */
  readonly headers: readonly (readonly string[])[];
  /** The path of each. */
  readonly asked: readonly string[];
}

/** It knows nobody, and remembers how each introduced itself. A repository was renamed there. */
async function startServer(): Promise<Server> {
  const headers: (readonly string[])[] = [];
  const asked: string[] = [];
  const server = createServer(({ rawHeaders, url = '' }, response) => {
    asked.push(url.replace(/\?.*/, ''));
    headers.push(rawHeaders.filter((_, index) => rawHeaders[index - 1]?.toLowerCase() === 'authorization'));
    if (url.startsWith('/acme/old'))
      response.writeHead(302, { location: url.replace('/acme/old', '/acme/m.git') }).end();
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, headers, asked };
}

interface FetchOptions {
  readonly settings?: string;
  readonly token?: string;
  readonly server?: Server;
  readonly env?: Readonly<Record<string, string>>;
}

/** Gives the message of its failure. */
async function fetchFrom(address: string, { settings = '', token, server, env = {} }: FetchOptions): Promise<string> {
  const file = path.join(temporaryFolder(), 'gitconfig');
  writeFileSync(file, settings.replaceAll('ORIGIN', server?.origin ?? ''));
  const person = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: file, GIT_CONFIG_NOSYSTEM: '1', ...env };
  const remote = readRemoteAddress(address, '/');
  const variables = remoteEnvironment(person, remote, token, 'x-access-token');
  const secrets = token === undefined ? [] : [token];
  const clone = await Clone.init(temporaryFolder(), remote, 'main', { env: variables, secrets });
  return clone.fetch().catch((error: unknown) => String(error));
}

function headerOf(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function writeProgram(text: string, file = path.join(temporaryFolder(), 'program')): string {
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

import { readFileSync } from 'node:fs';
import os from 'node:os';
import { expect, test } from 'vitest';
import { propsOf } from '../../../lib/environment/define-environment.ts';
import { UserError } from '../../../lib/errors.ts';
import { loadEnvironments, type LoadedRepository } from '../../../lib/environment/load/load-environments.ts';
import { environmentSource, makeRepository } from '../fixture-repository.ts';

const WHY = 'The same commit must give the same bytes on every machine and every day.';
const CLOCK = `reads the clock (%). ${WHY} Write the date as text, such as new Date('2026-01-31').`;
const RANDOM = `reads a random source (%). ${WHY} Write the value down, or derive it from a name, by a hash.`;
const PROP = 'What differs between environments is a prop: write the value in the file of the environment.';
const VARIABLE = `reads an environment variable (%). ${WHY} ${PROP}`;
const MACHINE = `asks for the machine that it runs on (%). ${WHY} ${PROP}`;
const NETWORK = `opens a network connection (%). ${WHY} Commit what it fetches as a file, and import that.`;
const PROGRAM = `runs another program (%). ${WHY} Run it before, commit what it gives as a file, and import that.`;
const TIMER = `starts a timer (%). ${WHY} Nothing is waited for while an environment is built: remove it.`;
const READS = `reads the disk (%). ${WHY} Import the file, or pass file('path/in/the/repository') as the value.`;
const WRITES = `writes to the disk (%). ${WHY} kumiki writes what the constructs emit: remove it.`;
const CHANGES = `changes the process that it runs in (%). ${WHY} Remove it.`;
const ENDS = `ends the process (%). ${WHY} Throw an Error that says what is wrong.`;

/** A repository whose environment does `body` on line 5 while it is built. */
async function building(
  body: string,
  imports = '',
  more: Readonly<Record<string, string>> = {},
): Promise<() => unknown> {
  const root = makeRepository({ 'environments/x.ts': source(body, imports), ...more });
  return buildOf(await loadEnvironments(root));
}

function source(body: string, imports: string): string {
  return `import { defineEnvironment } from 'kumiki';
${imports}
export default defineEnvironment({ name: 'x', edition: 1, kubernetes: '1.34',
  build() {
    ${body}
  } });`;
}

function buildOf({ environments, guard, explain }: LoadedRepository): () => unknown {
  const [first] = environments;
  if (first === undefined) throw new Error('no environment');
  const { build } = propsOf(first.definition);
  return () => {
    try {
      return guard(() => build({} as never));
    } catch (error) {
      throw explain(error, first.file);
    }
  };
}

test.each<[string, string, string, string?]>([
  ['Date.now()', 'Date.now()', CLOCK],
  ['new Date()', 'new Date()', CLOCK],
  ['Date()', 'Date()', CLOCK],
  ['[1].map(Date.now)', 'Date.now()', CLOCK],
  ['new (class extends Date {})()', 'new Date()', CLOCK],
  ["new Function('return Date.now()')()", 'Date.now()', CLOCK],
  ['new Intl.DateTimeFormat().format()', 'Intl.DateTimeFormat.format()', CLOCK],
  ['new Intl.DateTimeFormat().formatToParts()', 'Intl.DateTimeFormat.formatToParts()', CLOCK],
  ['performance.now()', 'performance.now()', CLOCK],
  ['performance.timeOrigin', 'performance.timeOrigin', CLOCK],
  ['process.hrtime()', 'process.hrtime()', CLOCK],
  ['process.hrtime.bigint()', 'process.hrtime.bigint()', CLOCK],
  ['process.uptime()', 'process.uptime()', CLOCK],
  ['now()', 'Date.now()', CLOCK, 'const now = Date.now;'],
  ['performance.now()', 'performance.now()', CLOCK, "import { performance } from 'node:perf_hooks';"],
  ['Math.random()', 'Math.random()', RANDOM],
  ['crypto.randomUUID()', 'crypto.randomUUID()', RANDOM],
  ['crypto.getRandomValues(new Uint8Array(1))', 'crypto.getRandomValues()', RANDOM],
  ['randomUUID()', 'crypto.randomUUID()', RANDOM, "import { randomUUID } from 'node:crypto';"],
  ['randomBytes(1)', 'crypto.randomBytes()', RANDOM, "import { randomBytes } from 'crypto';"],
  ['crypto.randomInt(2)', 'crypto.randomInt()', RANDOM, "import crypto from 'node:crypto';"],
  ['process.env.HOME', 'process.env.HOME', VARIABLE],
  ["'HOME' in process.env", 'process.env.HOME', VARIABLE],
  ['Object.keys(process.env)', 'process.env', VARIABLE],
  ['({ ...process.env })', 'process.env', VARIABLE],
  ['(process.env.X = "1")', 'process.env.X', VARIABLE],
  ['env.HOME', 'process.env.HOME', VARIABLE, "import { env } from 'node:process';"],
  ['env.HOME', 'process.env.HOME', VARIABLE, 'const { env } = process;'],
  ['process.cwd()', 'process.cwd()', MACHINE],
  ['process.argv', 'process.argv', MACHINE],
  ['process.pid', 'process.pid', MACHINE],
  ['process.platform', 'process.platform', MACHINE],
  ["path.resolve('x')", 'process.cwd()', MACHINE, "import path from 'node:path';"],
  ['os.hostname()', 'os.hostname()', MACHINE, "import os from 'node:os';"],
  ['cpus()', 'os.cpus()', MACHINE, "import { cpus } from 'node:os';"],
  ['fetch("http://localhost:1")', 'fetch()', NETWORK],
  ["http.get('http://localhost:1')", 'net.Socket.connect()', NETWORK, "import http from 'node:http';"],
  ["https.get('https://localhost:1')", 'net.Socket.connect()', NETWORK, "import https from 'node:https';"],
  ['net.connect(1)', 'net.Socket.connect()', NETWORK, "import net from 'node:net';"],
  ["lookup('x', () => 1)", 'dns.lookup()', NETWORK, "import { lookup } from 'node:dns';"],
  ["new Resolver().resolve4('x')", 'dns.Resolver.resolve4()', NETWORK, "import { Resolver } from 'node:dns/promises';"],
  ["execSync('date')", 'child_process.execSync()', PROGRAM, "import { execSync } from 'node:child_process';"],
  ['setTimeout(() => 1, 0)', 'setTimeout()', TIMER],
  ['setInterval(() => 1, 0)', 'setInterval()', TIMER],
  ['setImmediate(() => 1)', 'setImmediate()', TIMER],
  ['setTimeout(1)', 'setTimeout()', TIMER, "import { setTimeout } from 'node:timers/promises';"],
  ["readFileSync('package.json')", 'fs.readFileSync()', READS, "import { readFileSync } from 'node:fs';"],
  ["fs.existsSync('package.json')", 'fs.existsSync()', READS, "import fs from 'node:fs';"],
  ["readFile('package.json')", 'fs.promises.readFile()', READS, "import { readFile } from 'node:fs/promises';"],
  ["writeFileSync('x', '')", 'fs.writeFileSync()', WRITES, "import { writeFileSync } from 'node:fs';"],
  ["process.chdir('/')", 'process.chdir()', CHANGES],
  ['process.exit(0)', 'process.exit()', ENDS],
])('%s is refused with its line', async (code, shown, message, imports) => {
  const build = await building(`return ${code};`, imports);

  expect(build).toThrow(new UserError(`environments/x.ts:5: ${message.replace('%', shown)}`));
});

test('while a file is imported the same is refused', async () => {
  const root = makeRepository({
    'environments/x.ts': `const now = Date.now();\n${environmentSource('x')}`,
    'environments/y.ts': environmentSource('y', '', 'process.env.HOME;'),
  });

  const messages = [CLOCK.replace('%', 'Date.now()'), VARIABLE.replace('%', 'process.env.HOME')];
  await expect(loadEnvironments(root)).rejects.toThrow(
    new UserError(`environments/x.ts:1: ${messages[0]}\nenvironments/y.ts:2: ${messages[1]}`),
  );
});

test.each([
  ['new Date(0).toISOString()', '1970-01-01T00:00:00.000Z'],
  ['new Date(2026, 0, 31).toISOString()', '2026-01-31T00:00:00.000Z'],
  ['new Date(0).getTimezoneOffset()', 0],
  ['new Date(0).toLocaleString()', '1/1/1970, 12:00:00 AM'],
  ['new Date(0) instanceof Date', true],
  ['new Date(0).constructor === Date', true],
  ["Date.parse('2026-01-31')", 1_769_817_600_000],
  ['new Intl.DateTimeFormat().format(new Date(0))', '1/1/1970'],
  ['Intl.DateTimeFormat().resolvedOptions().timeZone', 'UTC'],
  ['new Intl.NumberFormat().resolvedOptions().locale', 'en-US'],
  ['(1234.5).toLocaleString()', '1,234.5'],
  ["(1234.5).toLocaleString('de')", '1.234,5'],
  ["['b', 'a', 'ä'].sort((a, b) => a.localeCompare(b)).join('')", 'aäb'],
  ["'I'.toLocaleLowerCase()", 'i'],
  ["createHash('sha256').update('x').digest('hex').slice(0, 6)", '2d7116', "import { createHash } from 'node:crypto';"],
  ["path.join('a', 'b') + path.relative('a', 'b')", 'a/b../b', "import path from 'node:path';"],
])('%s is the same everywhere, and allowed', async (code, value, imports = '') => {
  const build = await building(`return ${code};`, imports);

  expect(build()).toBe(value);
});

test('what user code caught is told all the same, with every other', async () => {
  const build = await building('try { Date.now(); } catch {}\n    try { Math.random(); } catch {}');

  expect(build).toThrow(
    new UserError(
      `environments/x.ts:5: ${CLOCK.replace('%', 'Date.now()')}\nenvironments/x.ts:6: ${RANDOM.replace('%', 'Math.random()')}`,
    ),
  );
});

test('the line is that of the module that does it, deep in calls', async () => {
  const build = await building('return depth(500);', "import { depth } from '../apps/depth.ts';", {
    'apps/depth.ts':
      'export function depth(n: number): number {\n  return n === 0\n    ? Date.now()\n    : depth(n - 1);\n}',
  });

  expect(build).toThrow('apps/depth.ts:3: reads the clock (Date.now()).');
});

function packageOf(code: string): Readonly<Record<string, string>> {
  return {
    'node_modules/tool/package.json': '{ "name": "tool", "main": "index.js" }',
    'node_modules/tool/index.js': `module.exports = ${code};`,
  };
}

test.each([
  ['() => Math.random()', `${RANDOM.replace('%', 'Math.random(), through a package')}`],
  ['() => new Date()', `${CLOCK.replace('%', 'new Date(), through a package')}`],
  [
    "() => require('node:child_process').execSync('date')",
    `${PROGRAM.replace('%', 'child_process.execSync(), through a package')}`,
  ],
])('the package %s is refused when user code calls it', async (code, message) => {
  const build = await building('return tool();', "import tool from 'tool';", packageOf(code));

  expect(build).toThrow(new UserError(`environments/x.ts:5: ${message}`));
});

test('a package that user code calls sees no variables, may read files, and know the platform', async () => {
  const code =
    "() => [process.env.HOME, Object.keys(process.env), process.platform, require('node:fs').readFileSync(__filename, 'utf8').length > 0]";
  const build = await building('return tool();', "import tool from 'tool';", packageOf(code));

  expect(build()).toEqual([undefined, [], process.platform, true]);
});

test('a package with a format of its own for stacks hides nothing, and it is gone behind the guard', async () => {
  const before = Error.prepareStackTrace;
  const build = await building(
    'tool();\n    return Date.now();',
    "import tool from 'tool';",
    packageOf('() => { Error.prepareStackTrace = () => 5; }'),
  );

  expect(build).toThrow('environments/x.ts:6: reads the clock (Date.now()).');
  expect(Error.prepareStackTrace).toBe(before);
});

test('a package may look at the clock and the variables while it is loaded', async () => {
  const build = await building(
    'return tool;',
    "import tool from 'tool';",
    packageOf('Date.now() > 0 && process.env.PATH.length > 0'),
  );

  expect(build()).toBe(true);
});

test('the library and its callers see everything while user code runs', async () => {
  const { guard } = await loadEnvironments(makeRepository({ 'environments/x.ts': environmentSource('x') }));

  const seen = guard(() => [
    Date.now() > 0,
    process.env['PATH'],
    os.hostname(),
    readFileSync(import.meta.filename, 'utf8').length > 0,
    Math.random() < 1,
  ]);

  expect(seen).toEqual([true, process.env['PATH'], os.hostname(), true, true]);
});

test('everything is as before behind it, also behind an error', async () => {
  const before = state();
  const build = await building('Date.now();');

  expect(build).toThrow('reads the clock');

  expect(state()).toEqual(before);
});

test('a promise is guarded until it settles', async () => {
  const before = state();
  const { guard } = await loadEnvironments(makeRepository({ 'environments/x.ts': environmentSource('x') }));

  const during = guard(async () => {
    await Promise.resolve();
    return process.env['TZ'];
  });

  await expect(during).resolves.toBe('UTC');
  await expect(guard(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(state()).toEqual(before);
});

test('guards stand one in another', async () => {
  const before = state();
  const { guard } = await loadEnvironments(makeRepository({ 'environments/x.ts': environmentSource('x') }));

  const zones = guard(() => [guard(() => process.env['TZ']), process.env['TZ']]);

  expect(zones).toEqual(['UTC', 'UTC']);
  expect(state()).toEqual(before);
});

test('the folder where the command was started changes nothing', async () => {
  const root = makeRepository({ 'environments/x.ts': environmentSource('x') });
  const { guard } = await loadEnvironments(root);
  const before = process.cwd();

  expect(guard(() => process.cwd())).toBe(root);
  expect(process.cwd()).toBe(before);
});

function state(): readonly unknown[] {
  const descriptors = [
    [globalThis, 'Date'],
    [Date, 'now'],
    [Math, 'random'],
    [process, 'env'],
    [process, 'platform'],
    [os, 'hostname'],
    [globalThis, 'setTimeout'],
    [Intl, 'Collator'],
    [console, 'log'],
    [String.prototype, 'localeCompare'],
  ] as const;
  return [
    ...descriptors.map(([holder, key]) => Object.getOwnPropertyDescriptor(holder, key)),
    process.env['TZ'],
    Error.stackTraceLimit,
    process.cwd(),
  ];
}

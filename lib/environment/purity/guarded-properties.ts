import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import process from 'node:process';
import timers from 'node:timers';
import timerPromises from 'node:timers/promises';
import workerThreads from 'node:worker_threads';
import type { GuardedProperty, Rule } from './rule.ts';

export const CLOCK: Rule = {
  does: 'reads the clock',
  advice: "Write the date as text, such as new Date('2026-01-31').",
  reach: 'any',
};
const RANDOM: Rule = {
  does: 'reads a random source',
  advice: 'Write the value down, or derive it from a name, by a hash.',
  reach: 'any',
};
const MACHINE: Rule = {
  does: 'asks for the machine that it runs on',
  advice: 'What differs between environments is a prop: write the value in the file of the environment.',
  reach: 'direct',
};
const NETWORK: Rule = {
  does: 'opens a network connection',
  advice: 'Commit what it fetches as a file, and import that.',
  reach: 'any',
};
const PROCESS: Rule = {
  does: 'runs another program',
  advice: 'Run it before, commit what it gives as a file, and import that.',
  reach: 'any',
};
const TIMER: Rule = {
  does: 'starts a timer',
  advice: 'Nothing is waited for while an environment is built: remove it.',
  reach: 'any',
};
const END: Rule = { does: 'ends the process', advice: 'Throw an Error that says what is wrong.', reach: 'any' };
const CHANGES: Rule = { does: 'changes the process that it runs in', advice: 'Remove it.', reach: 'any' };
const READS: Rule = {
  does: 'reads the disk',
  advice: "Import the file, or pass file('path/in/the/repository') as the value.",
  reach: 'direct',
};
const WRITES: Rule = {
  does: 'writes to the disk',
  advice: 'kumiki writes what the constructs emit: remove it.',
  reach: 'any',
};

/** Everything that is guarded, but for `process.env`, `Date` and the defaults of locale and time zone. */
export function guardedProperties(): readonly GuardedProperty[] {
  return [
    ...functions(CLOCK, Date, 'Date', ['now']),
    ...functions(CLOCK, prototypeOf(performance), 'performance', [
      'now',
      'mark',
      'measure',
      'timerify',
      'toJSON',
      'eventLoopUtilization',
    ]),
    ...values(CLOCK, prototypeOf(performance), 'performance', ['timeOrigin', 'nodeTiming']),
    ...functions(CLOCK, Intl.DateTimeFormat.prototype, 'Intl.DateTimeFormat', ['formatToParts']).map(unlessDateIsGiven),
    // What `hrtime` carries goes first: the guard of a function takes over what is there.
    ...functions(CLOCK, process.hrtime, 'process.hrtime', ['bigint']),
    ...functions(CLOCK, process, 'process', ['hrtime', 'uptime']),
    ...functions(CLOCK, os, 'os', ['uptime']),
    ...functions(RANDOM, Math, 'Math', ['random']),
    ...functions(RANDOM, prototypeOf(crypto.webcrypto), 'crypto', ['randomUUID', 'getRandomValues']),
    ...functions(RANDOM, prototypeOf(crypto.webcrypto.subtle), 'crypto.subtle', ['generateKey']),
    ...functions(RANDOM, crypto, 'crypto', RANDOM_FUNCTIONS),
    ...functions(NETWORK, globalThis, '', ['fetch']),
    ...values(NETWORK, globalThis, '', ['WebSocket', 'EventSource']),
    ...functions(NETWORK, net.Socket.prototype, 'net.Socket', ['connect']),
    ...functions(NETWORK, net.Server.prototype, 'net.Server', ['listen']),
    ...functions(NETWORK, dgram, 'dgram', ['createSocket']),
    ...functions(NETWORK, dns, 'dns', namesOf(dns, /^(?:lookup|resolve|reverse)/)),
    ...functions(NETWORK, dns.promises, 'dns.promises', namesOf(dns.promises, /^(?:lookup|resolve|reverse)/)),
    ...[dns.Resolver.prototype, dns.promises.Resolver.prototype].flatMap((resolver) =>
      functions(NETWORK, resolver, 'dns.Resolver', namesOf(resolver, /^re(?:solve|verse)/)),
    ),
    ...functions(PROCESS, childProcess, 'child_process', namesOf(childProcess, /^(?:spawn|exec|fork)/)).map((rule) => ({
      ...rule,
      permits: isLocalInclude,
    })),
    ...functions(PROCESS, workerThreads, 'worker_threads', ['Worker']),
    ...[globalThis, timers, timerPromises].flatMap((holder) =>
      functions(TIMER, holder, '', ['setTimeout', 'setInterval', 'setImmediate']),
    ),
    ...functions(TIMER, timerPromises.scheduler, 'scheduler', ['wait', 'yield']),
    ...functions(TIMER, AbortSignal, 'AbortSignal', ['timeout']),
    ...functions(END, process, 'process', ['exit', 'abort', 'kill', 'reallyExit']),
    ...functions(CHANGES, process, 'process', [
      'chdir',
      'loadEnvFile',
      'setuid',
      'setgid',
      'setUncaughtExceptionCaptureCallback',
    ]),
    ...functions(MACHINE, process, 'process', [
      'cwd',
      'memoryUsage',
      'cpuUsage',
      'resourceUsage',
      'getuid',
      'getgid',
      'geteuid',
      'getegid',
      'umask',
      'binding',
    ]).map((rule) => ({ ...rule, permits: isIndependent })),
    ...values(MACHINE, process, 'process', [
      'pid',
      'ppid',
      'platform',
      'arch',
      'version',
      'versions',
      'argv',
      'argv0',
      'execArgv',
      'execPath',
      'title',
    ]),
    ...values(MACHINE, process, 'process', ['config', 'features', 'release', 'report', 'stdin', 'stdout']),
    ...values(MACHINE, globalThis, '', ['navigator']),
    ...functions(MACHINE, os, 'os', namesOf(os, /^[a-z]/)).filter(({ key }) => key !== 'uptime'),
    ...functions(
      READS,
      fs,
      'fs',
      namesOf(fs, /^(?!_)[a-z]/).filter((name) => !WRITING.test(name)),
    ).map(unlessLoadingModules),
    ...functions(
      READS,
      fs.promises,
      'fs.promises',
      namesOf(fs.promises, /^[a-z]/).filter((name) => !WRITING.test(name)),
    ).map(unlessLoadingModules),
    ...functions(WRITES, fs, 'fs', namesOf(fs, WRITING)),
    ...functions(WRITES, fs.promises, 'fs.promises', namesOf(fs.promises, WRITING)),
  ];
}

const RANDOM_FUNCTIONS = Object.getOwnPropertyNames(crypto).filter((name) =>
  /^(?:random|pseudoRandom|prng$|rng$|getRandomValues$|generate(?:Key|Prime))/.test(name),
);
const WRITING =
  /^(?:write|append|mkdir|mkdtemp|rm|unlink|rename|copy|cp|symlink|link|f?truncate|[fl]?ch(?:mod|own)|[fl]?utimes|createWrite)/;

function prototypeOf(value: object): object {
  return Object.getPrototypeOf(value) as object;
}

function functions(rule: Rule, holder: object, name: string, keys: readonly string[]): readonly GuardedProperty[] {
  return keys.map((key) => ({ ...rule, holder, key, shown: `${name === '' ? key : `${name}.${key}`}()` }));
}

function values(rule: Rule, holder: object, name: string, keys: readonly string[]): readonly GuardedProperty[] {
  return keys.map((key) => ({ ...rule, holder, key, shown: name === '' ? key : `${name}.${key}` }));
}

function namesOf(holder: object, pattern: RegExp): readonly string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(holder))
    .filter(([key, { value }]) => pattern.test(key) && typeof value === 'function')
    .map(([key]) => key);
}

/** cdk8s' Include reads a file through a process of its own. Of the network it must not. */
function isLocalInclude(args: readonly unknown[]): boolean {
  const [script, url] = Array.isArray(args[1]) ? (args[1] as readonly unknown[]) : [];
  return (
    typeof script === 'string' &&
    /[/\\]cdk8s[/\\]lib[/\\]_loadurl\.m?js$/.test(script) &&
    !/^[a-z]{2,}:/i.test(String(url))
  );
}

/** What `path.relative` gives, and what Node finds for an import, does not depend on the working folder that they ask for. */
function isIndependent(args: readonly unknown[], frames: string): boolean {
  return /relative \(node:path/.test(frames) || isLoadingModules(args, frames);
}

function isLoadingModules(_: readonly unknown[], frames: string): boolean {
  return /\(?node:internal\/modules\//.test(frames.split('file://', 1)[0] ?? '');
}

function unlessLoadingModules(rule: GuardedProperty): GuardedProperty {
  return { ...rule, permits: isLoadingModules };
}

function unlessDateIsGiven(rule: GuardedProperty): GuardedProperty {
  return { ...rule, permits: ([date]) => date !== undefined };
}

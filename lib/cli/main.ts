#!/usr/bin/env node
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { run } from './run.ts';
import { standardInput } from './standard-input.ts';

// A reader that closes early, such as head, is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  cwd: process.cwd(),
  isTerminal: process.stderr.isTTY,
  color: process.stderr.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb',
  now: () => performance.now(),
  today: () => new Date(),
  input: standardInput(
    () => process.stdin,
    (text) => process.stderr.write(text),
  ),
  env: process.env,
  sleep: (milliseconds) => setTimeout(milliseconds),
  random: () => Math.random(),
  interrupted: () => new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve)),
});

import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { UserError } from '../errors.ts';
import type { Tool } from './tool-version.ts';

export interface RunOptions {
  readonly cwd: string;
  /** All that it sees of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** @default 5 minutes */
  readonly milliseconds?: number | undefined;
}

export interface ProgramResult {
  /** Undefined where it was killed. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

const MINUTES = 5;
/** Of each stream. */
const LARGEST = 256 * 1024 * 1024;

/** Runs a program to its end, without a standard input. One that does not end, or prints without end, is killed. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, milliseconds = MINUTES * 60_000 }: RunOptions,
): Promise<ProgramResult> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => {
    child.kill('SIGKILL');
    // What it started itself may keep them open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const timer = setTimeout(kill, milliseconds);
  const out = collect(child.stdout, kill);
  const err = collect(child.stderr, kill);
  try {
    const code = await new Promise<number | undefined>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? undefined));
    });
    return { code, out: out(), err: err() };
  } catch (cause) {
    throw new UserError(`${program}: cannot be run (${(cause as NodeJS.ErrnoException).code}). Name another program.`, {
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The program of a tool: the one that is named, else the first on PATH.
 *
 * @throws a UserError that says how to install it
 */
export function findProgram(tool: Tool, named: string | undefined, cwd: string): string {
  const explicit = named ?? process.env[tool.variable];
  if (explicit !== undefined && explicit !== '') {
    const program = explicit.includes(path.sep) ? path.resolve(cwd, explicit) : onPath(explicit);
    if (program !== undefined && isProgram(program)) return program;
    throw new UserError(
      `${named === undefined ? tool.variable : tool.flag} is '${explicit}': there is no such program. ${tool.install}`,
    );
  }
  const program = onPath(tool.name);
  if (program !== undefined) return program;
  throw new UserError(`${tool.name}: is not on PATH. ${tool.install}; or name it with ${tool.flag}.`);
}

/** Variables that a program needs to reach a registry or repository. None of them changes what is rendered. */
export function networkVariables(): Readonly<Record<string, string>> {
  const names = ['PATH', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
  const all = [...names, ...names.slice(3).map((name) => name.toLowerCase())];
  return Object.fromEntries(
    all.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** @returns what came so far */
function collect(stream: NodeJS.ReadableStream, kill: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > LARGEST) kill();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

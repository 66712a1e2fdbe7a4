import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProgram, type Program, type ProgramOptions } from './program.ts';

/**
 * The state of one run: a folder below the temporary folder, and the programs that write to it. `stop()` ends them and removes it; where
 * the test itself is killed, the reaper does.
 */
export class RunFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'kumiki-servers-'));
  readonly #programs: Program[] = [];
  readonly #reaper: ChildProcess;
  readonly #closing: (() => Promise<void>)[] = [];

  constructor() {
    this.#reaper = spawn(process.execPath, [path.join(import.meta.dirname, 'reaper.mjs'), this.path], {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    for (const name of ['log', 'home', 'tmp']) this.folder(name);
  }

  /** A folder below, made where it is missing. */
  folder(name: string): string {
    const folder = path.join(this.path, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  start(name: string, command: string, args: readonly string[], options: ProgramOptions = {}): Program {
    const program = startProgram(path.join(this.path, 'log', `${name}.log`), command, args, {
      ...options,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: path.join(this.path, 'home'),
        TMPDIR: path.join(this.path, 'tmp'),
        ...options.env,
      },
    });
    this.#tell(`start ${program.pid}`);
    void program.ended.then(() => this.#tell(`end ${program.pid}`));
    this.#programs.push(program);
    return program;
  }

  /** What of this process has to end before the programs do. */
  onStop(close: () => Promise<void>): void {
    this.#closing.push(close);
  }

  /** What the programs said of errors last, for a test that failed; their whole logs are in the folder, which KUMIKI_E2E_KEEP=1 keeps. */
  errors(): string {
    // A program that was started again writes on.
    const programs = new Map(this.#programs.map((program) => [path.basename(program.log), program]));
    return [...programs]
      .map(([name, program]) => ({ name, lines: program.lastErrors(8) }))
      .filter(({ lines }) => lines.length > 0)
      .map(({ name, lines }) => `--- ${name}\n${lines.join('\n')}\n`)
      .join('');
  }

  async stop(): Promise<void> {
    for (const close of this.#closing.toReversed()) await close();
    this.#reaper.stdin?.end();
    if (this.#reaper.exitCode === null) await once(this.#reaper, 'exit');
  }

  #tell(line: string): void {
    if (this.#reaper.stdin?.writable === true) this.#reaper.stdin.write(`${line}\n`);
  }
}

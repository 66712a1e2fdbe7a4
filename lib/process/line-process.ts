import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { startChild, type ChildOptions } from './child-processes.ts';
import { readLines } from './read-lines.ts';

/** A program that goes on: it says a line when it has started, and one for each that it is given. */
export class LineProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncGenerator<string>;
  readonly #closed: Promise<unknown>;
  readonly #err: Buffer[] = [];

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#lines = readLines(child.stdout);
    this.#closed = once(child, 'close');
    child.stderr.on('data', (chunk: Buffer) => this.#err.push(chunk));
    // One that has ended says why on its own.
    child.stdin.on('error', () => undefined);
  }

  static async start(
    program: string,
    args: readonly string[],
    options: Omit<ChildOptions, 'isGroup'>,
  ): Promise<LineProcess> {
    const child = startChild(program, args, { ...options, isGroup: true });
    await once(child, 'spawn');
    return new LineProcess(child);
  }

  /** Its next line; undefined where it has ended. */
  async next(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next();
    return done === true ? undefined : value;
  }

  /** Gives it a line, and waits for the next of its own. */
  ask(line: string): Promise<string | undefined> {
    this.#child.stdin.write(`${line}\n`);
    return this.next();
  }

  /** Gives it no more lines, and waits for its end. What it said on standard error. */
  async end(): Promise<string> {
    this.#child.stdin.end();
    await this.#lines.return(undefined);
    await this.#closed;
    return Buffer.concat(this.#err).toString('utf8');
  }
}

import { Readable } from 'node:stream';
import { run } from '../../lib/cli/run.ts';
import type { Io } from '../../lib/cli/io.ts';
import { standardInput } from '../../lib/cli/standard-input.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in a folder, with a terminal that remembers what it was told. */
export async function runKumiki(cwd: string, args: readonly string[], io: Partial<Io> = {}): Promise<Ended> {
  let out = '';
  let err = '';
  const code = await run(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    cwd,
    isTerminal: false,
    color: false,
    now: () => performance.now(),
    today: () => new Date(),
    input: standardInput(
      () => Readable.from([]),
      (text) => (err += text),
    ),
    env: {},
    sleep: () => Promise.resolve(),
    random: () => 0,
    interrupted: () => Promise.resolve(),
    ...io,
  });
  return { code, out, err };
}

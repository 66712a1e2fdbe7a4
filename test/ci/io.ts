import { Readable } from 'node:stream';
import type { Io } from '../../lib/cli/io.ts';
import { standardInput } from '../../lib/cli/standard-input.ts';

/** A terminal for a program that is only looked at. */
export function ioOf(): Io {
  const ignore = (): void => undefined;
  return {
    out: ignore,
    err: ignore,
    cwd: '.',
    isTerminal: false,
    color: false,
    now: () => 0,
    today: () => new Date(0),
    input: standardInput(() => Readable.from([]), ignore),
    env: {},
    sleep: () => Promise.resolve(),
    random: () => 0,
    interrupted: () => Promise.resolve(),
  };
}

import { CommanderError } from '@commander-js/extra-typings';
import { UserError } from '../errors.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command line and gives its exit code. Nothing is thrown but bugs of the terminal itself. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(io, (result) => (code = result));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.mistake;
    tell(error, args.includes('--json'), io);
    return EXIT.mistake;
  }
}

/** A mistake is told without a stack, anything else is a bug of ours and keeps it. */
function tell(error: unknown, json: boolean, io: Io): void {
  if (error instanceof UserError) {
    io.err(`${error.message}\n`);
    if (json) io.out(`${JSON.stringify({ error: error.message, findings: [] }, undefined, 2)}\n`);
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`${stack}\n\nThis is a bug of kumiki. Please report it with the lines above.\n`);
}

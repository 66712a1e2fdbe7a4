import { CommanderError } from '@commander-js/extra-typings';
import { UserError } from '../errors.ts';
import { exitCodeOfError } from './exit-code-of-error.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one command line and gives its exit code. Nothing is thrown but bugs of the terminal itself. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(args, io, (result) => (code = result));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    io.err(textFor(error));
    if (args.includes('--json')) io.out(`${JSON.stringify({ error: messageOf(error), findings: [] }, undefined, 2)}\n`);
    return exitCodeOfError(error);
  }
}

/** A mistake is told without a stack, anything else is a bug of ours and keeps it. */
function textFor(error: unknown): string {
  // Commander has told its own mistakes already.
  if (error instanceof CommanderError) return '';
  if (error instanceof UserError) return `${error.message}\n`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stack}\n\nThis is a bug of kumiki. Please report it with the lines above.\n`;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof CommanderError)) return error.message;
  return error.code === 'commander.help' ? 'There is no command. Name one.' : error.message.replace(/^error: /, '');
}

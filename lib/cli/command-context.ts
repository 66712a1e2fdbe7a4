import type { GlobalOptions, Io } from './io.ts';

/** What a family of commands is declared with. */
export interface CommandContext {
  readonly io: Io;
  /** The flags that every command has, once the line is parsed. */
  readonly global: () => GlobalOptions;
  /** Takes the exit code of the command that ran. */
  readonly finished: (code: number) => void;
}

/** Lines for the end of a command's help. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}

import type { Input } from './standard-input.ts';

/** Everything that a command may touch of its terminal: tests give it another one. */
export interface Io {
  /** Results, and nothing else. */
  readonly out: (text: string) => void;
  /** Messages, findings and progress. */
  readonly err: (text: string) => void;
  readonly cwd: string;
  /** A terminal that can rewrite its line. */
  readonly isTerminal: boolean;
  readonly color: boolean;
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** The day and time: for what depends on a date, which no rendered file does. */
  readonly today: () => Date;
  readonly input: Input;
  /** The environment variables: tokens, proxies, and how CI is called. No rendered file depends on one. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Waits for milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to, but not, 1: how long to wait before the next attempt. */
  readonly random: () => number;
  /** Settles when the user ends a command that goes on by itself, such as `--watch`. */
  readonly interrupted: () => Promise<unknown>;
}

/** What every command is told. */
export interface GlobalOptions {
  readonly cwd?: string | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly color: boolean;
}

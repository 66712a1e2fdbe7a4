/** What a process says to whoever started it. */
export const EXIT = {
  done: 0,
  /** A mistake in the input, or an error found by a check. */
  mistake: 1,
  /** `--check`: dist is not what the source gives. */
  differs: 2,
} as const;

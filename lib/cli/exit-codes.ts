/** What a process says to whoever started it. */
export const EXIT = {
  done: 0,
  /** A mistake in the input, or an error found by a check. */
  mistake: 1,
  /** `--check`: dist is not what the source gives. */
  differs: 2,
  /** By a rule: stale, held, not yet in the upstream environment. */
  refused: 3,
  /** It would delete something that is protected. */
  protected: 4,
  /** A remote or another program failed. */
  failed: 5,
} as const;

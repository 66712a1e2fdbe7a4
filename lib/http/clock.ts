/** Time and chance, as a value: tests give another one. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to, but not, 1. */
  readonly random: () => number;
}

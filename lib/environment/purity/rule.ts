/** Something whose result is not in the repository. */
export interface Rule {
  /** `reads the clock`: what a message says that user code does. */
  readonly does: string;
  /** What to do instead. */
  readonly advice: string;
  /**
   * `any`: also a package may not, while user code is waiting for it. `direct`: packages may: they look at the machine to choose a way,
   * and read files that user code names.
   */
  readonly reach: 'any' | 'direct';
}

/** One property that is guarded while user code runs. */
export interface GuardedProperty extends Rule {
  readonly holder: object;
  readonly key: string;
  /** As a person writes it: `Date.now()`. */
  readonly shown: string;
  /** Calls that are fine all the same. */
  readonly permits?: ((args: readonly unknown[], frames: string) => boolean) | undefined;
}

export const WHY = 'The same commit must give the same bytes on every machine and every day.';

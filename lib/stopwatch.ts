/** A stage of the pipeline whose time is told. */
export type Stage = 'build' | 'render' | 'check' | 'write';

/** Milliseconds. */
export type Elapsed = Readonly<Record<Stage, number>>;

/** Adds up what each stage takes, over all environments. */
export class Stopwatch {
  readonly elapsed: Record<Stage, number> = { build: 0, render: 0, check: 0, write: 0 };
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  time<T>(stage: Stage, run: () => T): T {
    const start = this.#now();
    const result = run();
    this.elapsed[stage] += this.#now() - start;
    return result;
  }
}

/** Changes that come within this many milliseconds of each other are one: an editor writes several files. */
const QUIET = 10;

/** Runs one after the other; what is asked for meanwhile is one run more. */
export class RunQueue {
  /** Rejects with what a run throws. */
  readonly failure: Promise<never>;
  readonly #run: () => Promise<void>;
  #fail: (error: unknown) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(run: () => Promise<void>) {
    this.#run = run;
    this.failure = new Promise((_, reject) => (this.#fail = reject));
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#running.then(this.#run).catch(this.#fail);
    }, QUIET);
  }

  async idle(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
  }
}

/**
 * Listens for promises of user code that are rejected without anybody who handles it: Node would end the process with a stack of the
 * bundle. Node 20 rejects such a promise of its own, too, where a CommonJS package throws while a module imports it.
 */
export class UnheardRejections {
  readonly #heard = new Set<unknown>();
  readonly #reasons = new Set<unknown>();
  readonly #listener = (reason: unknown): void => void this.#reasons.add(reason);

  constructor() {
    process.on('unhandledRejection', this.#listener);
  }

  /** Told of an error that was caught. */
  heard(reason: unknown): void {
    this.#heard.add(reason);
  }

  /** Waits until Node has told all. @returns the reasons that nobody heard of */
  async stop(): Promise<readonly unknown[]> {
    await new Promise((resolve) => setImmediate(resolve));
    process.removeListener('unhandledRejection', this.#listener);
    return [...this.#reasons].filter((reason) => !this.#heard.has(reason));
  }
}

import type { Io } from './io.ts';

/** Work that is over sooner shows no progress: a line that flickers tells nothing. */
const A_MOMENT = 500;

/** One line on a terminal that is written over while work goes on, and gone when it is done. Elsewhere nothing. */
export class Progress {
  readonly #io: Io;
  readonly #enabled: boolean;
  readonly #start: number;
  #shown = false;
  #done = 0;

  constructor(io: Io, enabled: boolean) {
    this.#io = io;
    this.#enabled = enabled && io.isTerminal;
    this.#start = io.now();
  }

  step(name: string, of: number): void {
    this.#done += 1;
    if (!this.#enabled || this.#io.now() - this.#start < A_MOMENT) return;
    this.#shown = true;
    this.#io.err(`\r\u001B[K${this.#done}/${of} ${name}`);
  }

  end(): void {
    if (this.#shown) this.#io.err('\r\u001B[K');
  }
}

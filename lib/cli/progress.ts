import type { Io } from './io.ts';

/** Work that is over sooner shows no progress: a line that flickers tells nothing. */
const A_MOMENT = 500;
/** Where lines stay, such as in the log of a CI job, they are this many milliseconds apart. */
const A_WHILE = 5000;

/** How far work is: on a terminal one line that is written over and gone at the end, elsewhere a plain line now and then. */
export class Progress {
  readonly #io: Io;
  readonly #enabled: boolean;
  #next: number;
  #shown = false;
  #done = 0;

  constructor(io: Io, enabled: boolean) {
    this.#io = io;
    this.#enabled = enabled;
    this.#next = io.now() + (io.isTerminal ? A_MOMENT : A_WHILE);
  }

  step(name: string, of: number): void {
    this.#done += 1;
    if (!this.#enabled || this.#io.now() < this.#next) return;
    const text = `${this.#done}/${of} ${name}`;
    this.#io.err(this.#io.isTerminal ? `\r\u001B[K${text}` : `${text}\n`);
    this.#shown = this.#io.isTerminal;
    if (!this.#io.isTerminal) this.#next = this.#io.now() + A_WHILE;
  }

  end(): void {
    if (this.#shown) this.#io.err('\r\u001B[K');
  }
}

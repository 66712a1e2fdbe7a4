import { UserError } from '../errors.ts';

const [INTERRUPT, END, BACKSPACE, TAB, LINE_FEED, RETURN, KILL_LINE] = [0x03, 0x04, 0x08, 0x09, 0x0a, 0x0d, 0x15];
const [SPACE, DELETE] = [0x20, 0x7f];

/** A line as a terminal in raw mode gives it, key by key, where nothing is shown and nothing edited. */
export class TypedLine {
  readonly #bytes: number[] = [];
  #state: 'typing' | 'ended' | 'interrupted' | 'several' = 'typing';
  #hasOddKey = false;

  get hasEnded(): boolean {
    return this.#state !== 'typing';
  }

  type(keys: Uint8Array): void {
    for (const key of keys) this.#press(key);
  }

  /** What was typed. Throws a UserError where that is no line. */
  take(): Buffer {
    if (this.#state === 'interrupted') throw new UserError('Interrupted: nothing was written.');
    if (this.#state === 'several')
      throw new UserError('Several lines were typed or pasted. Give them by standard input: … < FILE');
    if (this.#hasOddKey)
      throw new UserError('A key was pressed that is no text, such as an arrow. Run again, or use standard input.');
    return Buffer.from(this.#bytes);
  }

  wipe(): void {
    this.#bytes.fill(0);
  }

  #press(key: number): void {
    if (key === INTERRUPT) this.#state = 'interrupted';
    else if (this.#state !== 'typing') this.#state = this.#state === 'interrupted' ? 'interrupted' : 'several';
    else if (key === RETURN || key === LINE_FEED || key === END) this.#state = 'ended';
    else if (key === BACKSPACE || key === DELETE) this.#removeLast();
    else if (key === KILL_LINE) this.#bytes.length = 0;
    else if (key < SPACE && key !== TAB) this.#hasOddKey = true;
    else this.#bytes.push(key);
  }

  /** One character of UTF-8. */
  #removeLast(): void {
    while (isContinuation(this.#bytes.at(-1))) this.#bytes.pop();
    this.#bytes.pop();
  }
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

import { emitDocument } from './emit-yaml.ts';

type Fields = Record<string, unknown>;

/**
 * The object of a document that {@link emitDocument} wrote, many times as fast as a reader of all of YAML.
 *
 * It need not know what else YAML may be: a text counts only where writing its object again gives the same text, and what the emitter
 * writes is read alike by everybody.
 *
 * @returns undefined for any other text
 */
export function tryReadEmitted(text: string): Readonly<Fields> | undefined {
  const reader = new Reader(text);
  const object = reader.tryFields(0);
  return object !== undefined && reader.isAtEnd && isFilled(object) && emitDocument(object) === text
    ? object
    : undefined;
}

class Reader {
  readonly #text: string;
  /** At the start of a line's content, or behind a key's colon. */
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** @param column that the keys start in. Stands behind its last line afterwards; undefined where it is none */
  tryFields(column: number): Fields | undefined {
    const fields: Fields = {};
    do {
      const key = this.#key();
      const value = key === undefined ? undefined : this.#value(column);
      if (key === undefined || value === undefined || key === '__proto__') return undefined;
      fields[key] = value;
    } while (this.#goesOn(column));
    return fields;
  }

  #tryItems(column: number): unknown[] | undefined {
    const items: unknown[] = [];
    do {
      if (this.#text[this.#at] !== '-') return undefined;
      this.#at++;
      const item = this.#item(column);
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.#goesOn(column));
    return items;
  }

  /** Behind the dash. */
  #item(column: number): unknown {
    const start = this.#at + 1;
    if (this.#text.startsWith('- ', start)) {
      this.#at = start;
      return this.#tryItems(column + 2);
    }
    this.#at = start;
    const isMap = this.#key() !== undefined;
    this.#at = isMap ? start : start - 1;
    return isMap ? this.tryFields(column + 2) : this.#value(column);
  }

  /** The key at this place, and then behind its colon; undefined where there is none. */
  #key(): string | undefined {
    const end = this.#text[this.#at] === '"' ? endOfQuotes(this.#text, this.#at) : this.#endOfPlainKey();
    if (end === undefined || this.#text[end] !== ':') return undefined;
    const key = scalar(this.#text.slice(this.#at, end));
    this.#at = end + 1;
    return typeof key === 'string' ? key : undefined;
  }

  #endOfPlainKey(): number | undefined {
    const text = this.#text;
    for (let at = this.#at; ; at++) {
      const sign = text[at];
      if (sign === undefined || sign === '\n') return undefined;
      if (sign === ':' && (text[at + 1] === ' ' || text[at + 1] === '\n')) return at;
    }
  }

  /** Behind the colon of a key in this column, or the dash of an item. */
  #value(column: number): unknown {
    const end = this.#endOfLine();
    if (end === this.#at) {
      this.#at++;
      const inner = this.#indentation();
      if (inner <= column) return undefined;
      this.#at += inner;
      return this.#text.startsWith('-', this.#at) && !this.#text.startsWith('--', this.#at)
        ? this.#tryItems(inner)
        : this.tryFields(inner);
    }
    const line = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return line.startsWith('|') ? this.#block(line, ' '.repeat(column + 2)) : scalar(line);
  }

  #block(header: string, pad: string): string {
    let block = '';
    while (this.#at < this.#text.length && (this.#text[this.#at] === '\n' || this.#text.startsWith(pad, this.#at))) {
      const end = this.#endOfLine();
      block += `${this.#text.slice(Math.min(this.#at + pad.length, end), end)}\n`;
      this.#at = end + 1;
    }
    return header.endsWith('-') ? block.slice(0, -1) : block;
  }

  /** Whether the next line is another key or item in this column; then at its content. */
  #goesOn(column: number): boolean {
    if (this.isAtEnd || this.#indentation() !== column) return false;
    this.#at += column;
    return true;
  }

  #indentation(): number {
    let at = this.#at;
    while (this.#text[at] === ' ') at++;
    return at - this.#at;
  }

  #endOfLine(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end < 0 ? this.#text.length : end;
  }
}

/** Behind the closing quote; undefined where there is none. */
function endOfQuotes(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}

function scalar(text: string): unknown {
  switch (text) {
    case '[]':
      return [];
    case '{}':
      return {};
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    default:
      break;
  }
  if (text.startsWith('"')) return tryParse(text);
  return /^-?\d[\d.e+-]*$/.test(text) ? tryNumber(text) : text;
}

function tryNumber(text: string): number | undefined {
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFilled(object: Fields): boolean {
  return Object.keys(object).length > 0;
}

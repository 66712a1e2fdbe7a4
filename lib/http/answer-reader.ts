import { RemoteError } from '../errors.ts';
import { fieldsOf } from '../fields.ts';

/** Reads what an API answered, field by field; what is missing or of another type is a {@link RemoteError} that names it. */
export class AnswerReader {
  readonly #value: unknown;
  readonly #where: string;
  readonly #path: string;

  /** @param where who was asked for what, for messages: `GitHub (api.github.com): cannot read the pull request` */
  constructor(value: unknown, where: string, path = '') {
    this.#value = value;
    this.#where = where;
    this.#path = path;
  }

  /** A part of it; each name may be missing. */
  at(...names: readonly string[]): AnswerReader {
    const value = names.reduce<unknown>((part, name) => fieldsOf(part)[name], this.#value);
    return new AnswerReader(value, this.#where, [this.#path, ...names].filter(Boolean).join('.'));
  }

  /** Whether there is something other than null. */
  get isThere(): boolean {
    return this.#value !== undefined && this.#value !== null;
  }

  get text(): string {
    return typeof this.#value === 'string' ? this.#value : this.#wrong('text');
  }

  /** Undefined where it is missing or null. */
  get optionalText(): string | undefined {
    return this.isThere ? this.text : undefined;
  }

  /** Undefined where it is no text. */
  get tryText(): string | undefined {
    return typeof this.#value === 'string' ? this.#value : undefined;
  }

  get number(): number {
    return typeof this.#value === 'number' ? this.#value : this.#wrong('number');
  }

  /** False where it is missing. */
  get isTrue(): boolean {
    return this.#value === true;
  }

  get list(): readonly AnswerReader[] {
    if (!Array.isArray(this.#value)) return this.#wrong('list');
    return this.#value.map((item, index) => new AnswerReader(item, this.#where, `${this.#path}[${index}]`));
  }

  #wrong(expected: string): never {
    const what = this.#path === '' ? `is no ${expected}` : `has no ${expected} at '${this.#path}'`;
    throw new RemoteError(`${this.#where}: the answer ${what}. Compare --api with the address of its API.`);
  }
}

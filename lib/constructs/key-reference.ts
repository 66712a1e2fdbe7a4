import { UserError } from '../errors.ts';
import type { Config } from './config.ts';
import type { Secret } from './secret.ts';

/** One key of a Config or Secret: a whole env value, never part of a text. */
export class KeyReference {
  readonly #keyReference = true;
  readonly source: Config | Secret;
  readonly key: string;

  constructor(source: Config | Secret, key: string) {
    this.source = source;
    this.key = key;
  }

  /** Throws: the value is known only inside the Pod. Give the key an env name of its own and write `$(NAME)` in the text. */
  toString(): string {
    throw new UserError(
      `The key '${this.key}' cannot be part of a text: its value is known only inside the Pod. Give it an env name, such as VALUE, and write $(VALUE).`,
    );
  }

  toJSON(): string {
    return this.toString();
  }

  static is(value: unknown): value is KeyReference {
    return typeof value === 'object' && value !== null && #keyReference in value;
  }
}

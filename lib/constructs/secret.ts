import { UserError } from '../errors.ts';
import { KeyReference } from './key-reference.ts';

/** A Secret of the cluster that an application uses. Its values are never in git in the clear. */
export class Secret<K extends string = string> {
  readonly #secret = true;
  readonly name: string;
  readonly keys: readonly K[] | undefined;

  private constructor(name: string, keys: readonly K[] | undefined) {
    this.name = name;
    this.keys = keys;
  }

  static is(value: unknown): value is Secret {
    return typeof value === 'object' && value !== null && #secret in value;
  }

  /** @see existingSecret */
  static existing<K extends string>(name: string, keys?: readonly K[]): Secret<K> {
    return new Secret(name, keys);
  }

  /** The value of one key, for an env value. Throws where the Secret was declared with keys, and this is none of them. */
  key(key: K): KeyReference {
    if (this.keys !== undefined && !this.keys.includes(key)) {
      throw new UserError(
        `The Secret '${this.name}' has no key '${key}'. There are: ${this.keys.join(', ') || 'none'}.`,
      );
    }
    return new KeyReference(this, key);
  }
}

/**
 * A Secret that somebody else makes, in the application's namespace.
 *
 * @param name the Secret's name
 * @param keys with them, `.key()` is checked by the compiler
 * @example
 * env: { DB_PASSWORD: existingSecret('users-database', ['password']).key('password') }
 */
export function existingSecret<const K extends string = string>(name: string, keys?: readonly K[]): Secret<K> {
  return Secret.existing(name, keys);
}

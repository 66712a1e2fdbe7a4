import { Construct, RootConstruct } from 'constructs';
import { UserError } from '../errors.ts';
import { showValue } from '../manifest/show-value.ts';
import { secretName, whyNoSecretKey, whyNoSecretName } from '../secret/secret-name.ts';
import type { Application } from './application.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { KeyReference } from './key-reference.ts';
import { refuse } from './refuse.ts';
import { SecretProvider, untracked, type ProvidedSecret } from './secret/provider.ts';
import { sealed } from './secret/sealed.ts';
import { rememberSourceLine } from './source-line.ts';

/** Source: SecretType of Kubernetes, pkg/apis/core/types.go. */
export type SecretType =
  | 'Opaque'
  | 'kubernetes.io/tls'
  | 'kubernetes.io/dockerconfigjson'
  | 'kubernetes.io/basic-auth'
  | 'kubernetes.io/ssh-auth'
  | (string & {});

export interface SecretOptions {
  /** Where its values come from: `externalSecret({ … })` or `sops('path')`. @default sealed by `kumiki secret set` */
  readonly provider?: SecretProvider | undefined;
  /** The type of the Secret. Fixed once it is deployed. @default 'Opaque' */
  readonly type?: SecretType | undefined;
}

const OPTIONS = { provider: 1, type: 1 } as const satisfies PropTable<SecretOptions>;

/**
 * A Secret that an application uses: of the application, by `this.secret(name, keys)`, or one that somebody else makes, by
 * {@link existingSecret}. Its values are never in git in the clear.
 */
export class Secret<K extends string = string> extends Construct {
  readonly #application: Application | undefined;
  readonly #options: SecretOptions;
  readonly #provided: ProvidedSecret;
  /** The keys that it was declared with; undefined where it may have any. */
  #declared: ReadonlySet<string> | undefined;
  /** Those, and all that were asked for. */
  readonly #named: Set<string>;
  /** The Secret's name in the cluster. */
  readonly name: string;

  private constructor(scope: Construct, id: string, name: string, keys: readonly string[] | undefined, made?: Made) {
    super(scope, id);
    this.name = name;
    this.#application = made?.application;
    this.#options = made?.options ?? {};
    this.#declared = Array.isArray(keys) ? new Set(keys) : undefined;
    this.#named = new Set(this.#declared);
    if (made !== undefined) rememberSourceLine(this, made.by);
    this.#checkKeys(keys ?? []);
    this.#provided = made === undefined ? untracked(() => this.declared) : this.#provide(made);
  }

  static is(value: unknown): value is Secret {
    return typeof value === 'object' && value !== null && #provided in value;
  }

  /** @see existingSecret */
  static existing<K extends string>(name: string, keys?: readonly K[]): Secret<K> {
    return new Secret(new RootConstruct(), name, name, keys);
  }

  /** @see Application.secret */
  static in<K extends string>(keys: readonly K[] | undefined, made: Made): Secret<K> {
    const { application, id } = made;
    // No component can have such an id, so that a Secret may be called like one.
    const own = `secret:${String(id)}`;
    const known = application.node.tryFindChild(own);
    if (!Secret.is(known)) return new Secret(application, own, secretName(application.node.id, String(id)), keys, made);
    known.#declareAgain(keys, made.options);
    return known;
  }

  /** What workloads must know of it. */
  static provided(secret: Secret): ProvidedSecret {
    return secret.#provided;
  }

  /** The application that it belongs to; undefined for one that somebody else makes. */
  static applicationOf(secret: Secret): Application | undefined {
    return secret.#application;
  }

  /** Those that it was declared with, sorted; undefined where it may have any. */
  get declared(): readonly string[] | undefined {
    return this.#declared && [...this.#declared].toSorted();
  }

  /** The value of one key, for an env value. Where the Secret was declared with keys, there are no others. */
  key(key: K): KeyReference {
    const unknown = this.#declared?.has(key) === false;
    if (unknown) this.#refuse(`has no key '${key}'. There are: ${this.declared?.join(', ') || 'none'}.`);
    else this.#checkKeys([key]);
    this.#named.add(key);
    return new KeyReference(this, key);
  }

  #provide({ application, id, options }: Made): ProvidedSecret {
    const { provider = sealed, type } = options;
    checkProps(this, options, OPTIONS, 'options');
    const advice = whyNoSecretName(application.node.id, id);
    if (advice !== undefined) refuse(this, `${showValue(id)} cannot be the name of a secret. ${advice}`);
    if (!SecretProvider.is(provider))
      refuse(this, `provider is ${showValue(provider)}. Use externalSecret({ … }), sops('path'), or leave it out.`);
    if (typeof id !== 'string' || advice !== undefined || !SecretProvider.is(provider))
      return untracked(() => this.declared);
    return provider.add({
      construct: this,
      application: application.node.id,
      id,
      name: this.name,
      namespace: application.namespace,
      labels: {
        ...application.labels,
        'app.kubernetes.io/managed-by': 'kumiki',
        'app.kubernetes.io/name': id,
        'app.kubernetes.io/part-of': application.node.id,
      },
      type: type === 'Opaque' ? undefined : type,
      named: this.#named,
    });
  }

  /** The same name gives the same Secret, with the keys of all who ask for it. */
  #declareAgain(keys: readonly string[] | undefined, options: SecretOptions): void {
    for (const option of ['provider', 'type'] as const) {
      if (options[option] !== undefined && options[option] !== this.#options[option])
        refuse(this, `is asked for with two different values of ${option}. Say it once, where it is asked for first.`);
    }
    this.#checkKeys(keys ?? []);
    for (const key of keys ?? []) this.#named.add(key);
    this.#declared = keys && this.#declared && new Set([...this.#declared, ...keys]);
  }

  #checkKeys(keys: readonly string[]): void {
    if (!Array.isArray(keys)) return this.#refuse(`keys is ${showValue(keys)}. Use a list: ['password'].`);
    for (const key of keys) {
      const advice = whyNoSecretKey(key);
      if (advice !== undefined) this.#refuse(`${showValue(key)} cannot be a key of a Secret. ${advice}`);
    }
  }

  #refuse(message: string): void {
    // What somebody else makes is in no environment that could tell.
    if (this.#application === undefined) throw new UserError(`The Secret '${this.name}' ${message}`);
    refuse(this, message, 'reference/unknown-key');
  }
}

/** How an application asks for a Secret. */
export interface Made {
  readonly application: Application;
  /** Whatever it was given as a name. */
  readonly id: unknown;
  readonly options: SecretOptions;
  /** The function that user code called: its line is the Secret's. */
  readonly by: (...args: never[]) => unknown;
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

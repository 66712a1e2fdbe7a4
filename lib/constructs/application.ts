import { Chart, Names, type ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { EnvironmentRoot, type Environment } from '../environment/environment.ts';
import { UserError } from '../errors.ts';
import type { Image } from '../manifest/image-reference.ts';
import { showValue } from '../manifest/show-value.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { refuse } from './refuse.ts';
import { Secret, type SecretOptions } from './secret.ts';
import { rememberSourceLine } from './source-line.ts';

export interface ApplicationProps {
  /** The namespace of every object that names none itself. @default what the environment says, else the application's id */
  readonly namespace?: string | undefined;
  /** Applications that must be there before this one. @default none */
  readonly requires?: readonly Application[] | undefined;
  /** The team that owns it. @default none */
  readonly owner?: string | undefined;
  /** Labels on every object. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

const PROPS = { namespace: 1, requires: 1, owner: 1, labels: 1 } as const satisfies PropTable<ApplicationProps>;

/** Its folder in dist belongs to the environment's root. */
const RESERVED = 'delivery';

/**
 * One application of an environment: what one team deploys as one unit, in one namespace, into `dist/<env>/<application>/`.
 * Any construct, ours or of cdk8s, may stand in it.
 *
 * @example
 * export class Users extends Application {
 *   constructor(environment: Environment, props: { readonly replicas: number }) {
 *     super(environment, 'users', { owner: 'team-identity' });
 *     new WebService(this, 'api', { image: this.image('api'), port: 8080, replicas: props.replicas });
 *   }
 * }
 */
export class Application extends Chart {
  readonly #application = true;
  readonly environment: Environment;
  // A class field of this name would reset what Chart's constructor set.
  declare readonly namespace: string;
  readonly owner: string | undefined;
  readonly requires: readonly Application[];

  constructor(environment: Environment, id: string, props: ApplicationProps = {}) {
    if (!EnvironmentRoot.is(environment)) {
      throw new UserError(
        `Application '${id}': its first argument is not an environment. Pass the one that build received.`,
      );
    }
    if (typeof id !== 'string' || id === '') {
      throw new UserError(
        `${environment.name}: an application's id is ${showValue(id)}. Give it a name, such as 'users'.`,
      );
    }
    if (environment.node.tryFindChild(id) !== undefined) {
      throw new UserError(`${environment.name}: there are two applications '${id}'. Give one of them another id.`);
    }
    super(environment, id, {
      namespace: environment.namespaceOf(id, props.namespace),
      disableResourceNameHashes: true,
      ...(props.labels && { labels: { ...props.labels } }),
    });
    rememberSourceLine(this, new.target);
    this.environment = environment;
    this.owner = props.owner;
    this.requires = props.requires ?? [];

    checkProps(this, props, PROPS);
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(id)) {
      refuse(
        this,
        `'${id}' cannot be an application's id. Use at most 63 lower-case letters, digits and '-', with a letter or digit at both ends.`,
      );
    }
    for (const required of this.requires) {
      if (required.environment !== environment)
        refuse(
          this,
          `requires ${required.node.path} of ${required.environment.name}. Require applications of its own environment.`,
        );
    }
    if (this.namespace === '') refuse(this, 'its namespace is empty. Leave it out, or give it a name.');
    if (id === RESERVED)
      refuse(this, `'${RESERVED}' is the folder of what the environment's root applies. Use another id.`);
  }

  /** The application that a construct belongs to, for constructs of your own. */
  static override of(construct: IConstruct): Application {
    const application = Application.tryOf(construct);
    if (application === undefined)
      throw new UserError(`${construct.node.path}: is not inside an Application. Make it there.`);
    return application;
  }

  static tryOf(construct: IConstruct): Application | undefined {
    const chart = construct.node.scopes[1];
    return chart !== undefined && #application in chart ? (chart as Application) : undefined;
  }

  /** The image that `environments/<env>/images/<application>.json` pins under this name. */
  image(name: string): Image {
    return EnvironmentRoot.of(this).data.image(this.node.id, name);
  }

  /**
   * A Secret of the application, named `<application>-<name>`; the same name gives the same Secret. Its values are sealed, in
   * `environments/<env>/secrets/<application>/<name>.json`, by `kumiki secret set`; or they come from `options.provider`.
   *
   * @param keys with them, `.key()` is checked by the compiler, and a mounted secret has these files
   * @example
   * const credentials = this.secret('database', ['password']);
   * new WebService(this, 'api', { …, env: { DB_PASSWORD: credentials.key('password') } });
   */
  secret<const K extends string = string>(name: string, keys?: readonly K[], options: SecretOptions = {}): Secret<K> {
    return Secret.in(keys, { application: this, id: name, options, by: this.secret });
  }

  // Stock names are cut at 63 characters, so that two can become one. Ours are never cut: a check says that a name is too long.
  override generateObjectName(object: ApiObject): string {
    return Names.toDnsLabel(object, { includeHash: false, maxLen: Number.MAX_SAFE_INTEGER });
  }
}

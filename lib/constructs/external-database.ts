import { Construct } from 'constructs';
import { EnvironmentRoot } from '../environment/environment.ts';
import type { Reference } from '../manifest/reference.ts';
import { checkProps, type PropTable } from './check-props.ts';
import type { Endpoint } from './endpoint.ts';
import { addExternal, EXTERNAL_PROPS, type ExternalProps } from './external/add-external.ts';
import { externalAddress } from './external/external-address.ts';
import type { Location } from './external/location.ts';
import { refuse } from './refuse.ts';
import { rememberSourceLine } from './source-line.ts';
import { checkPort } from './workload/ports.ts';

export type Engine = 'postgresql' | 'mysql' | 'mariadb' | 'mongodb' | 'redis';

const PORTS = { postgresql: 5432, mysql: 3306, mariadb: 3306, mongodb: 27_017, redis: 6379 } as const satisfies Record<
  Engine,
  number
>;

/** How a URL asks for an encrypted connection: libpq's, MySQL's and MongoDB's own options, MariaDB Connector's, and the scheme of Redis. */
const TLS = {
  postgresql: { scheme: 'postgresql', query: '?sslmode=require' },
  mysql: { scheme: 'mysql', query: '?ssl-mode=REQUIRED' },
  mariadb: { scheme: 'mariadb', query: '?ssl=true' },
  mongodb: { scheme: 'mongodb', query: '?tls=true' },
  redis: { scheme: 'rediss', query: '' },
} as const satisfies Record<Engine, { readonly scheme: string; readonly query: string }>;

export type ExternalDatabaseProps = Location &
  ExternalProps & {
    /** Gives the port and the scheme of `url()`. */
    readonly engine: Engine;
    /** @default the engine's: 5432, 3306, 27017 or 6379 */
    readonly port?: number | undefined;
    /** The database that `url()` names. @default none */
    readonly database?: string | undefined;
    /**
     * `url()` asks for an encrypted connection, as the engine's URLs do. Whether a client also compares the certificate's name is its own
     * setting: with a host it is the real one, with addresses the name of the Service. @default false
     */
    readonly tls?: boolean | undefined;
  };

const PROPS = {
  ...EXTERNAL_PROPS,
  engine: 1,
  port: 1,
  database: 1,
  tls: 1,
} as const satisfies PropTable<ExternalDatabaseProps>;

/**
 * A database outside the cluster: an ExternalService with the port of its engine.
 *
 * @example
 * const database = new ExternalDatabase(this, 'database', { engine: 'postgresql', host: 'users.db.example.com', database: 'users' });
 * new WebService(this, 'api', { …, env: { DB_HOST: database.host, DB_PORT: database.port } });
 */
export class ExternalDatabase extends Construct implements Endpoint {
  readonly #hostName: string;
  readonly #portNumber: number;
  readonly #engine: Engine;
  readonly #tls: boolean;
  readonly #database: string | undefined;
  /** The real host where there is one, else the name of its Service. */
  readonly host: Reference<string>;
  readonly port: Reference<number>;

  constructor(scope: Construct, id: string, props: ExternalDatabaseProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    if (!Object.hasOwn(PORTS, props.engine)) {
      refuse(this, `engine is ${JSON.stringify(props.engine)}. There are: ${Object.keys(PORTS).join(', ')}.`);
    }
    this.#portNumber = props.port === undefined ? PORTS[props.engine] : checkPort(this, props.port, 'port');

    const target = addExternal(this, props, [{ name: props.engine, port: this.#portNumber }]);

    const { hostName, host, port } = externalAddress(this, target);
    this.#hostName = hostName;
    this.#engine = props.engine;
    this.#tls = props.tls ?? false;
    this.#database = props.database;
    this.host = host;
    this.port = port;
  }

  /**
   * `postgresql://<host>:<port>/<database>`, with `tls` also `?sslmode=require`, without credentials: give these to Pods as env values of
   * their own.
   *
   * @param database instead of the one of the props
   */
  url(database = this.#database): Reference<string> {
    const { scheme, query } = this.#tls ? TLS[this.#engine] : { scheme: this.#engine, query: '' };
    const path = database === undefined ? query && '/' : `/${encodeURIComponent(database)}`;
    const url = `${scheme}://${this.#hostName}:${this.#portNumber}${path}${query}`;
    return EnvironmentRoot.of(this).references.create(
      () => this,
      () => url,
    );
  }
}

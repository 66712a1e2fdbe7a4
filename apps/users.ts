import {
  Application,
  Config,
  ExternalDatabase,
  Route,
  WebService,
  type Environment,
  type ExternalDatabaseProps,
  type Replicas,
} from 'kumiki';

export interface UsersProps {
  readonly replicas: Replicas;
  readonly database: ExternalDatabaseProps;
}

/** App A of the talk: GET /users, with its users in a PostgreSQL outside the cluster. */
export class Users extends Application {
  readonly api: WebService;

  constructor(environment: Environment, props: UsersProps) {
    super(environment, 'users', { owner: 'team-identity' });

    const database = new ExternalDatabase(this, 'database', props.database);
    const settings = new Config(this, 'settings', { LOG_LEVEL: 'info' });
    const credentials = this.secret('database', ['password']);

    this.api = new WebService(this, 'api', {
      image: this.image('api'),
      port: 8080,
      replicas: props.replicas,
      env: {
        DB_HOST: database.host,
        DB_PORT: database.port,
        DB_PASSWORD: credentials.key('password'),
        LOG_LEVEL: settings.key('LOG_LEVEL'),
      },
      probes: { ready: '/healthz', live: '/healthz' },
      resources: { cpu: '100m', memory: '128Mi' },
      spread: { zones: 'prefer' },
    });

    new Route(this, 'users', { gateway: 'public', matches: [{ method: 'GET', path: '/users' }], to: this.api });
  }
}

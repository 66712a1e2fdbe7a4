/** What the environment of a scenario is made of; each change of it is a commit. */
export interface Source {
  /** How it is delivered, as code. */
  readonly delivery: string;
  /** The value of a setting. */
  readonly level: string;
  /** A second Config, which nothing uses. */
  readonly extra: boolean;
  /** Kinds that were not there: a CronJob. */
  readonly cleanup: boolean;
  /** An application that requires the other. */
  readonly comments: boolean;
  /** Namespaces that stay. */
  readonly namespaces: readonly string[];
  readonly removed: boolean;
}

export const ENVIRONMENT = 'production';

/** `environments/production.ts` */
export function environmentFile({ delivery, level, extra, cleanup, comments, namespaces, removed }: Source): string {
  return `import { ${delivery.split('(')[0]}, Application, Config, defineEnvironment, ExternalDatabase, ScheduledJob, WebService, type Environment } from 'kumiki';

class Web extends Application {
  constructor(environment: Environment, id: string, requires: readonly Application[] = []) {
    super(environment, id, { requires });
    const settings = new Config(this, 'settings', { LEVEL: '${level}' });
    const database = new ExternalDatabase(this, 'database', { engine: 'postgresql', addresses: ['10.20.0.10'] });
    new WebService(this, 'api', {
      image: 'api:1',
      port: 8080,
      replicas: 2,
      env: { LEVEL: settings.key('LEVEL'), DB_HOST: database.host },
      can: [{ get: 'configmaps' }],
    });
    ${extra ? "new Config(this, 'extra', { a: 'b' });" : ''}
    ${cleanup ? "new ScheduledJob(this, 'cleanup', { image: 'cleanup:1', schedule: '0 3 * * *' });" : ''}
  }
}

export default defineEnvironment({
  name: '${ENVIRONMENT}',
  edition: 1,
  kubernetes: '1.37',
  delivery: ${delivery},
  namespaces: ${JSON.stringify(namespaces)},
  removed: ${removed},
  build(environment) {
    const users = new Web(environment, 'users');
    ${comments ? "new Web(environment, 'comments', [users]);" : ''}
  },
});
`;
}

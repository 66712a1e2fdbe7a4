/** `environments/production.ts`: an application with a secret of each scope, whose Pods take one of them as a variable. */
export function environmentSource({ namespace = 'shop', database = 'database' } = {}): string {
  return `import { Application, defineEnvironment, Worker, type Environment } from 'kumiki';

class Shop extends Application {
  constructor(environment: Environment) {
    super(environment, 'shop', { namespace: '${namespace}' });
    const database = this.secret('${database}', ['password']);
    const broad = this.secret('broad', ['token']);
    const everywhere = this.secret('everywhere', ['bytes']);
    new Worker(this, 'api', {
      image: 'api:1',
      replicas: 3,
      env: { PASSWORD: database.key('password'), TOKEN: broad.key('token') },
      files: { '/etc/everywhere': everywhere },
    });
  }
}

export default defineEnvironment({
  name: 'production',
  edition: 1,
  kubernetes: '1.37',
  build(environment) {
    new Shop(environment);
  },
});
`;
}

import { Application, Config, ExternalDatabase, Route, WebService, type Environment } from 'kumiki';
import { PORT, type Values } from './values.ts';

/** Ten objects: ServiceAccount, ConfigMap, Deployment, two Services, Ingress, HorizontalPodAutoscaler, PodDisruptionBudget, NetworkPolicy, EndpointSlice. */
export class Service extends Application {
  constructor(environment: Environment, values: Values) {
    super(environment, values.application);

    const database = new ExternalDatabase(this, 'database', {
      engine: 'postgresql',
      addresses: [values.databaseAddress],
    });
    const settings = new Config(this, 'settings', values.settings);

    const api = new WebService(this, 'api', {
      image: this.image('api'),
      port: PORT,
      replicas: values.replicas,
      env: {
        ...values.env,
        DB_HOST: database.host,
        DB_PORT: database.port,
        CACHE_SECONDS: settings.key('CACHE_SECONDS'),
        FEATURES: settings.key('FEATURES'),
        LOG_FORMAT: settings.key('LOG_FORMAT'),
        LOG_LEVEL: settings.key('LOG_LEVEL'),
        TIMEOUT: settings.key('TIMEOUT'),
      },
      probes: { ready: { http: '/ready', every: 5 }, live: '/live', startup: { http: '/live', failures: 30 } },
      resources: { cpu: '100m', memory: { request: '128Mi', limit: '256Mi' } },
      files: { '/etc/service': settings },
    });

    new Route(this, 'route', { gateway: 'public', host: values.host, matches: [{ path: '/' }], to: api });
  }
}

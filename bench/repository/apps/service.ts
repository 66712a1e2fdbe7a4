import { ApiObject } from 'cdk8s';
import { Application, Config, WebService, type Environment } from 'kumiki';
import { networkObjects } from './network-objects.ts';
import { DATABASE_PORT, NAMESPACE, PORT, type Values } from './values.ts';

export class Service extends Application {
  constructor(environment: Environment, values: Values) {
    super(environment, values.application);

    const settings = new Config(this, 'settings', values.settings);
    new WebService(this, 'api', {
      image: this.image('api'),
      port: PORT,
      replicas: values.replicas,
      env: {
        ...values.env,
        DB_HOST: `${values.application}-database.${NAMESPACE}.svc`,
        DB_PORT: DATABASE_PORT,
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
    for (const [i, o] of networkObjects(values).entries()) new ApiObject(this, `x${i}`, o as never);
  }
}

/** What one application is in one environment: the same for all programs that the benchmark compares. */
export interface Values {
  readonly environment: string;
  readonly application: string;
  /** Where it is reached from outside. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
  /** The ConfigMap: five keys. */
  readonly settings: Readonly<Record<Setting, string>>;
  /** Three variables of the container; two more are the database's, five are keys of the ConfigMap. */
  readonly env: Readonly<Record<string, string>>;
  readonly replicas: { readonly min: number; readonly max: number; readonly cpu: number };
  /** Where the database outside the cluster listens. */
  readonly databaseAddress: string;
}

export const SETTINGS = ['CACHE_SECONDS', 'FEATURES', 'LOG_FORMAT', 'LOG_LEVEL', 'TIMEOUT'] as const;
export type Setting = (typeof SETTINGS)[number];

export const NAMESPACE = 'services';
export const PORT = 8080;
export const DATABASE_PORT = 5432;

export function environmentName(index: number): string {
  return `region-${String(index).padStart(3, '0')}`;
}

export function applicationName(index: number): string {
  return `service-${String(index).padStart(4, '0')}`;
}

/** Every value that differs in practice differs here. */
export function valuesOf(environment: string, index: number): Values {
  const application = applicationName(index);
  return {
    environment,
    application,
    host: `${application}.${environment}.example.com`,
    repository: `registry.example.com/acme/${application}`,
    tag: `1.${index % 20}.${index % 7}`,
    settings: {
      CACHE_SECONDS: String(30 + (index % 60)),
      FEATURES: `search,${application}-beta`,
      LOG_FORMAT: 'json',
      LOG_LEVEL: index % 3 === 0 ? 'debug' : 'info',
      TIMEOUT: '5s',
    },
    env: {
      ENVIRONMENT: environment,
      SERVICE_NAME: application,
      TRACING_URL: `http://collector.${environment}.example.com:4318`,
    },
    replicas: { min: 2, max: 4 + (index % 4), cpu: 70 },
    databaseAddress: `10.20.${Math.floor(index / 250)}.${(index % 250) + 1}`,
  };
}

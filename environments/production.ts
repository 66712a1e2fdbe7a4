import { argocd, defineEnvironment } from 'kumiki';
import { REPOSITORY, topology } from './_topology.ts';

interface Region {
  readonly name: string;
}

const regions: readonly Region[] = [{ name: 'eu' }, { name: 'us' }];

/** A fleet: one environment a region, each with its own cluster, folder, pins, and PostgreSQL that Terraform made. */
export default regions.map((region) =>
  defineEnvironment({
    name: `production-${region.name}`,
    edition: 1,
    kubernetes: '1.33',
    delivery: argocd({ repository: REPOSITORY, endpointSlices: 'included' }),
    protected: true,
    network: 'isolated',
    ingressFrom: [{ namespace: 'gateway-system' }],
    build: (environment) =>
      topology(environment, {
        database: { engine: 'postgresql', addresses: environment.external('database').list('addresses') },
        users: 2,
        comments: 4,
      }),
  }),
);

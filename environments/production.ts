import { defineEnvironment } from 'kumiki';
import { topology } from './_topology.ts';

interface Region {
  readonly name: string;
  /** The addresses that Terraform gave the PostgreSQL of the region. */
  readonly database: readonly string[];
}

const regions: readonly Region[] = [
  { name: 'eu', database: ['10.40.0.10'] },
  { name: 'us', database: ['10.60.0.10'] },
];

/** A fleet: one environment a region, each with its own cluster, folder and pins. */
export default regions.map((region) =>
  defineEnvironment({
    name: `production-${region.name}`,
    edition: 1,
    kubernetes: '1.33',
    network: 'isolated',
    ingressFrom: [{ namespace: 'gateway-system' }],
    build: (environment) =>
      topology(environment, {
        database: { engine: 'postgresql', addresses: region.database },
        users: 2,
        comments: 4,
      }),
  }),
);

import { defineEnvironment } from 'kumiki';
import { topology } from './_topology.ts';

export default defineEnvironment({
  name: 'staging',
  edition: 1,
  kubernetes: '1.34',
  build: (environment) =>
    topology(environment, {
      // The addresses that Terraform gave the database: a headless Service and an EndpointSlice.
      database: { engine: 'postgresql', addresses: ['10.20.0.10'] },
      users: 2,
      comments: 2,
    }),
});

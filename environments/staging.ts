import { defineEnvironment, flux } from 'kumiki';
import { REPOSITORY, topology } from './_topology.ts';

export default defineEnvironment({
  name: 'staging',
  edition: 1,
  kubernetes: '1.34',
  delivery: flux({ repository: REPOSITORY, credential: 'manifests-read' }),
  build: (environment) =>
    topology(environment, {
      // What Terraform gave the database, from staging/external/database.json: a headless Service and an EndpointSlice.
      database: { engine: 'postgresql', addresses: environment.external('database').list('addresses') },
      users: 2,
      comments: 2,
    }),
});

import { defineEnvironment, flux } from 'kumiki';
import { REPOSITORY, topology } from './_topology.ts';

export default defineEnvironment({
  name: 'development',
  edition: 1,
  kubernetes: '1.34',
  delivery: flux({ repository: REPOSITORY, credential: 'manifests-read' }),
  build: (environment) =>
    topology(environment, {
      database: { engine: 'postgresql', host: 'users.dev.db.example.com' },
      users: 1,
      comments: 1,
    }),
});

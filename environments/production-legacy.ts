import { argocd, defineEnvironment } from 'kumiki';
import { REPOSITORY, topology } from './_topology.ts';

/** A version that is kept alive for one customer: an environment like the others, whose pins stay where they are. */
export default defineEnvironment({
  name: 'production-legacy',
  edition: 1,
  kubernetes: '1.31',
  delivery: argocd({ repository: REPOSITORY }),
  build: (environment) =>
    topology(environment, {
      database: { engine: 'postgresql', host: 'users.legacy.db.example.com' },
      users: 2,
      comments: 4,
    }),
});

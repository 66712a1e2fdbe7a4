import { Application, Gateway, type Environment } from 'kumiki';

/** The load balancer in front: one Gateway, which the routes of all applications name. */
export class Entrance extends Application {
  constructor(environment: Environment) {
    super(environment, 'entrance', { owner: 'team-platform' });

    new Gateway(this, 'public', { class: 'cloud' });
  }
}

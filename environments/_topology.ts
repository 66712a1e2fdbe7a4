import { type Environment, type ExternalDatabaseProps, type Replicas } from 'kumiki';
import { Comments } from '../apps/comments.ts';
import { Debugkit } from '../apps/debugkit.ts';
import { Entrance } from '../apps/entrance.ts';
import { Users } from '../apps/users.ts';

/** Where this repository lies, as the clusters reach it. */
export const REPOSITORY = 'https://git.example.com/acme/manifests.git';

export interface TopologyProps {
  readonly database: ExternalDatabaseProps;
  readonly users: Replicas;
  readonly comments: Replicas;
}

/** What every environment runs; what differs between them is a prop. */
export function topology(environment: Environment, props: TopologyProps): undefined {
  new Entrance(environment);
  const users = new Users(environment, { replicas: props.users, database: props.database });
  new Comments(environment, { replicas: props.comments, users: users.api });
  new Debugkit(environment, { target: users.api });
}

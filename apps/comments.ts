import { Application, Config, file, Route, WebService, type Endpoint, type Environment, type Replicas } from 'kumiki';

export interface CommentsProps {
  readonly replicas: Replicas;
  /** Who writes a comment is asked there. */
  readonly users: Endpoint;
}

/** App B of the talk: POST /comments, which calls app A. */
export class Comments extends Application {
  readonly api: WebService;

  constructor(environment: Environment, props: CommentsProps) {
    super(environment, 'comments', { owner: 'team-community' });

    const settings = new Config(this, 'settings', { 'moderation.yaml': file('config/moderation.yaml') });

    this.api = new WebService(this, 'api', {
      image: this.image('api'),
      port: 8080,
      replicas: props.replicas,
      env: { USERS_URL: props.users.url('/users') },
      files: { '/etc/comments': settings },
      probes: { ready: '/healthz', live: '/healthz', startup: { http: '/healthz', failures: 30, every: 2 } },
      resources: { cpu: '100m', memory: { request: '128Mi', limit: '256Mi' } },
    });

    new Route(this, 'comments', { gateway: 'public', matches: [{ method: 'POST', path: '/comments' }], to: this.api });
  }
}

import { ConfigMap } from 'cdk8s-plus-27';
import { Application, Worker, type Endpoint, type Environment } from 'kumiki';

export interface DebugkitProps {
  /** What the kit can reach by `curl $TARGET`. */
  readonly target: Endpoint;
}

/** A Pod with network tools, to look around in the cluster. Its notes are a cdk8s-plus construct: any of them works beside ours. */
export class Debugkit extends Application {
  constructor(environment: Environment, props: DebugkitProps) {
    super(environment, 'debugkit', { owner: 'team-platform' });

    new ConfigMap(this, 'notes', { data: { 'notes.md': `Start with: curl ${props.target.url('/healthz')}\n` } });

    new Worker(this, 'debugkit', {
      image: this.image('debugkit'),
      command: ['sleep', 'infinity'],
      env: { TARGET: props.target.url() },
      resources: { cpu: '10m', memory: '32Mi' },
    });
  }
}

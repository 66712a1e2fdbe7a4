import { Construct } from 'constructs';
import { addObject } from './add-object.ts';
import { checkPatch } from './check-patch.ts';
import { checkProps, type PropTable } from './check-props.ts';
import { rememberSourceLine } from './source-line.ts';
import type { Patches } from './workload/deployment.ts';
import { HOST_PORT, type HostPorts } from './workload/host-ports.ts';
import { nodeRolloutOf, type NodeRollout } from './workload/node-rollout.ts';
import { addPermissions } from './workload/permissions.ts';
import { POD_PROPS, podOf, type PodProps } from './workload/pod.ts';
import { namedPorts } from './workload/ports.ts';
import { annotationsOf, RESTART_PROPS, restartOf, type RestartProps } from './workload/restart.ts';
import { addServiceAccount } from './workload/service-account.ts';
import { workloadIdentity } from './workload/workload-identity.ts';
import { registerWorkload } from './workload/workloads.ts';

export interface NodeAgentPatch extends Patches<'DaemonSet' | 'ServiceAccount' | 'NetworkPolicy'> {}

export interface NodeAgentProps extends Omit<PodProps, 'spread'>, RestartProps {
  /** One port, named `http`, or several by name: the first is the one of probes; on the node too with `hostPort`. @default none */
  readonly ports?: HostPorts | undefined;
  /** How it goes from one revision to the next. @default one node at a time */
  readonly rollout?: 'onDelete' | NodeRollout | undefined;
  /** Changes to what it emits, by kind. @default none */
  readonly patch?: NodeAgentPatch | undefined;
}

const { spread: _, ...POD_PROPS_WITHOUT_SPREAD } = POD_PROPS;

const PROPS = {
  ...POD_PROPS_WITHOUT_SPREAD,
  ...RESTART_PROPS,
  ports: 1,
  rollout: 1,
  patch: 1,
} as const satisfies PropTable<NodeAgentProps>;

/**
 * One Pod on every node that `nodeSelector`, `affinity` and `tolerations` leave, such as a collector of logs: a ServiceAccount and a
 * DaemonSet, named `<application>-<id>`. What it takes from its node, `hostPath` and `hostPort`, needs `security: 'privileged'`.
 *
 * @example
 * new NodeAgent(this, 'logs', {
 *   image: this.image('logs'),
 *   files: { '/var/log': { from: hostPath('/var/log'), readOnly: true } },
 *   tolerations: [{ operator: 'Exists' }],
 *   security: 'privileged',
 *   rollout: { maxUnavailable: '10%' },
 * });
 */
export class NodeAgent extends Construct {
  readonly #nodeAgent = true;

  constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id);
    rememberSourceLine(this, new.target);
    checkProps(this, props, PROPS);
    const ports = props.ports === undefined ? undefined : namedPorts(this, props.ports, 'ports', HOST_PORT);

    const identity = workloadIdentity(this, props);
    const { name, namespace, selector, workloadLabels: labels } = identity;
    addServiceAccount(this, props, identity, props.patch?.ServiceAccount);
    addPermissions(this, props, identity);
    addObject(
      this,
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { annotations: annotationsOf(props), labels, name, namespace },
        spec: {
          selector: { matchLabels: selector },
          template: podOf(this, props, identity, { ports, restart: restartOf(this, props) }),
          ...nodeRolloutOf(this, props.rollout),
        },
      },
      props.patch?.DaemonSet,
    );
    registerWorkload(this, { identity, ports: ports ?? [], props });
    checkPatch(this, props.patch, ['NetworkPolicy']);
  }
}

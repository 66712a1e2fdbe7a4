import type { Construct } from 'constructs';
import { refuse, report } from '../../refuse.ts';
import { SplitRoutes } from '../../routing/split-routes.ts';
import type { NamedPort } from '../ports.ts';
import type { Replicas } from '../scaling.ts';
import type { ServiceProps } from '../service.ts';
import type { WorkloadIdentity } from '../workload-identity.ts';

/** The props of a WebService that matter to Flagger. */
export interface FlaggerProps extends ServiceProps {
  readonly replicas?: Replicas | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** By which Flagger tells the Pods of the two revisions apart: the first of its `-selector-labels`. */
export const FLAGGER_LABEL = 'app';

/** A Service's and a label value's longest name, less `-primary`. */
const LONGEST_NAME = 63 - '-primary'.length;

/** What a WebService can say and Flagger, which makes the Services and the second Deployment, cannot. */
export function refuseForFlagger(
  construct: Construct,
  props: FlaggerProps,
  ports: readonly NamedPort[],
  { name }: WorkloadIdentity,
): void {
  for (const prop of ['loadBalancer', 'sessionAffinity', 'trafficDistribution'] as const) {
    if (props[prop] === undefined) continue;
    refuse(construct, `${prop} is of the Service, which Flagger makes without it. Leave it out, or strategy.`);
  }
  if (props.labels?.[FLAGGER_LABEL] !== undefined)
    refuse(construct, `labels has ${FLAGGER_LABEL}, by which Flagger tells its revisions apart. Use another label.`);
  if (name.length > LONGEST_NAME) {
    const what = `its name ${name} has ${name.length} characters, and Flagger adds '-primary'`;
    refuse(construct, `${what}: use at most ${LONGEST_NAME}.`);
  }
  refusePorts(construct, ports);
  refuseReplicas(construct, props.replicas);
}

function refusePorts(construct: Construct, ports: readonly NamedPort[]): void {
  for (const [index, { name, port, service = port, protocol = 'TCP' }] of ports.entries()) {
    if (protocol !== 'TCP')
      refuse(construct, `port.${name} is ${protocol}. Flagger makes Services for TCP alone: leave it or strategy out.`);
    if (index > 0 && service !== port)
      refuse(
        construct,
        `port.${name} is offered as ${service}. Flagger offers all ports but the first as they are: ${port}.`,
      );
  }
}

/** A number in git would be set again each time that Flagger scales the Deployment to 0, which it does after every release. */
function refuseReplicas(construct: Construct, replicas: Replicas | undefined): void {
  if (typeof replicas !== 'number' || replicas === 1) return;
  const pods = Math.max(replicas, 1);
  refuse(
    construct,
    `replicas is ${replicas}. Flagger scales the Deployment itself, and takes the number from an autoscaler: { min: ${pods}, max: ${pods}, cpu: 80 }.`,
  );
}

/** What can only be said when all routes are there. Told, not thrown: cdk8s would make an error of every answer. */
export function tellOfFlaggerRoutes(service: Construct): [] {
  const routes = SplitRoutes.of(service).to(service);
  if (routes.length === 1) return [];
  const found = routes.map(({ construct }) => construct.node.path).join(' and ');
  const message =
    routes.length === 0
      ? 'its canary has no Route, and Flagger splits the requests of a route alone. Make a Route to it, or use blueGreen().'
      : `its canary has several routes: ${found}. Flagger splits those of one: give one Route all matches, or use blueGreen().`;
  report(service, {
    rule: 'practice/invalid-prop',
    severity: 'error',
    message: `${service.node.path}: ${message}`,
  });
  return [];
}

import type { Finding } from '../../errors.ts';
import type { Origin } from '../../manifest/object.ts';
import { DELIVERY, type RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import type { EnvironmentRule } from '../rule.ts';

/**
 * The namespaces from which a cluster is ruled, in an environment that is not the platform's: who may make Pods where the accounts of the
 * cluster, or of the CD tool, are may be any of them.
 */
export const rulingNamespaces: EnvironmentRule = (environment) => {
  const { name, props } = environment;
  if (props.delivery === undefined || props.platform === true) return [];
  const owners = new Map([
    ['kube-system', 'the cluster'],
    [props.delivery.namespace, 'the CD tool'],
  ]);
  return [...owners].flatMap(([namespace, owner]) => {
    const user = tryUser(environment, namespace);
    return user === undefined ? [] : [finding(name, `'${namespace}' is the namespace of ${owner}.`, user)];
  });
};

interface User {
  readonly application: string;
  readonly origin: Origin;
}

/** The first that has something there. */
function tryUser({ name, props, applications, objects }: RenderedEnvironment, namespace: string): User | undefined {
  const application = applications.find((one) => one.namespace === namespace || one.namespaces.includes(namespace));
  if (application !== undefined) return { application: application.name, origin: application.origin };
  // That of the deployers, where no CD tool brought its own, is of no construct.
  const made = objects.find(
    ({ object, origin }) =>
      object.kind === 'Namespace' && object.metadata.name === namespace && origin.construct !== '',
  );
  if (made !== undefined) return made;
  const isKept = (props.namespaces ?? []).includes(namespace);
  return isKept ? { application: DELIVERY, origin: { construct: name, source: () => undefined } } : undefined;
}

function finding(environment: string, what: string, { application, origin }: User): Finding {
  return {
    rule: 'delivery/ruling-namespace',
    severity: 'error',
    message: `${origin.construct}: ${what} Use another, or make it in an environment with platform: true, whose owners answer for the cluster.`,
    environment,
    application,
    construct: origin.construct,
    source: origin.source(),
  };
}

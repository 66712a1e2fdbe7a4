import { findCycle } from '../../delivery/order.ts';
import { isInsecure } from '../../delivery/repository.ts';
import type { Finding, Severity } from '../../errors.ts';
import type { RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import type { EnvironmentRule } from '../rule.ts';

/** Flux labels what it applies with the name of the Kustomization, and a label's value has at most this many characters. */
const LONGEST = 63;

/** The environment's root is named after it. */
const RESERVED = 'delivery';

/** `Certificate.cert-manager.io`, `ConfigMap`: Argo CD would take `*` for every kind. */
const KIND = /^[A-Za-z][A-Za-z0-9-]*(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** What is wrong with how an environment is delivered, whatever it renders. */
export const delivery: EnvironmentRule = function* (environment) {
  const { name, props, applications } = environment;
  const cycle = findCycle(applications);
  if (cycle !== undefined)
    yield finding(
      environment,
      'order',
      `${cycle.join(' → ')} require each other. Remove one of the requires: none of them could be the first.`,
    );
  if (props.delivery === undefined) return;

  if (props.protected === true && props.removed === true)
    yield finding(
      environment,
      'protected',
      'it is protected, and removed. Set protected: false first, in a change of its own.',
    );
  for (const kind of props.kinds ?? []) {
    if (!KIND.test(kind))
      yield finding(
        environment,
        'kinds',
        `kinds has '${kind}', which names no kind. Write it as in 'Certificate.cert-manager.io', without patterns and versions.`,
      );
  }
  if (usesNamespace(environment, RESERVED))
    yield finding(
      environment,
      'reserved-namespace',
      `the deployer of a namespace '${RESERVED}' would be the environment's root, ${name}-${RESERVED}, which may hand out rights. Use another namespace.`,
    );
  if (props.delivery.tool === 'folder') return;
  const { repository } = props.delivery;
  if (isInsecure(repository))
    yield finding(
      environment,
      'insecure-repository',
      `${repository} is fetched without encryption: who is on the way decides what runs. Use https or ssh.`,
      'warning',
    );
  if (props.delivery.tool === 'argocd') {
    const { project } = props.delivery;
    if (project !== undefined && (!project.startsWith(`${name}-`) || project === `${name}-${RESERVED}`))
      yield finding(
        environment,
        'project',
        `its AppProject is named ${project}. Use a name that starts with ${name}-, as environments may share an Argo CD, and is not ${name}-${RESERVED}, the root's.`,
      );
    return;
  }
  for (const application of applications) {
    const kustomization = `${name}-${application.name}`;
    if (kustomization.length > LONGEST)
      yield finding(
        environment,
        'long-name',
        `its Kustomization is named ${kustomization}, ${kustomization.length} characters long. Flux's limit is ${LONGEST}: use a shorter id for the application or the environment.`,
      );
  }
};

function usesNamespace({ props, applications }: RenderedEnvironment, namespace: string): boolean {
  return (
    applications.some((application) => application.namespace === namespace) ||
    (props.namespaces ?? []).includes(namespace)
  );
}

function finding({ name }: RenderedEnvironment, rule: string, message: string, severity: Severity = 'error'): Finding {
  return { rule: `delivery/${rule}`, severity, message: `${name}: ${message}`, environment: name };
}

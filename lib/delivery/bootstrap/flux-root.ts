import type { EnvironmentProps } from '../../environment/environment-props.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import type { FluxDelivery } from '../flux/flux.ts';
import { rootKustomization } from '../flux/root-kustomization.ts';

/** The version that the objects were tried with. */
const VERSION = '1.9.6';

/** What applies `dist/<env>/delivery/` with Flux. Removing it leaves everything that it applied. */
export function fluxRoot({ name: environment }: EnvironmentProps, delivery: FluxDelivery): readonly KubernetesObject[] {
  return rootKustomization(delivery, { environment, account: `${environment}-delivery`, deletionPolicy: 'Orphan' });
}

export function fluxNotes(
  { name }: EnvironmentProps,
  { namespace, repository, credential }: FluxDelivery,
): readonly string[] {
  const secret =
    credential === undefined
      ? 'none is named: flux({ credential }) names one where the repository is private'
      : `the Secret ${namespace}/${credential}`;
  return [
    `kustomize-controller and source-controller ${VERSION} are what this was tried with. Run both with --no-cross-namespace-refs, and kustomize-controller with --default-service-account=default and --no-remote-bases, so that nothing is applied with the rights of Flux.`,
    `Flux reads ${repository} with a credential that may do nothing else (${secret}): identity and known_hosts of a read-only deploy key, or username and password of a read-only token. Make it with a sealed or an external secret.`,
    `The root may hand out rights: dist/${name}/delivery belongs to the platform's owners.`,
  ];
}

import type { EnvironmentProps } from '../../environment/environment-props.ts';
import { UserError } from '../../errors.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import { orderedObject } from '../../manifest/ordered-object.ts';
import { LABELS } from '../labels.ts';
import { argoCdNotes, argoCdRoot } from './argocd-root.ts';
import { fluxNotes, fluxRoot } from './flux-root.ts';
import { rootAccount } from './root-account.ts';

/** The one-time objects of an environment's cluster, for the platform's own repository. */
export interface Bootstrap {
  readonly objects: readonly KubernetesObject[];
  /** What a person has to know or do, a paragraph each. */
  readonly notes: readonly string[];
}

/**
 * The root of an environment: what applies `dist/<env>/delivery/`, and with it everything else.
 *
 * @throws UserError where the environment has no `delivery`
 */
export function bootstrap(environment: EnvironmentProps): Bootstrap {
  const { name, delivery } = environment;
  switch (delivery?.tool) {
    case undefined:
      throw new UserError(`${name}: has no delivery. Say how it is delivered: delivery: argocd({ repository: … }).`);
    case 'argocd':
      return made(
        [...rootAccount(environment, delivery), ...argoCdRoot(environment, delivery)],
        argoCdNotes(environment, delivery),
      );
    case 'flux':
      return made(
        [...rootAccount(environment, delivery), ...fluxRoot(environment, delivery)],
        fluxNotes(environment, delivery),
      );
    case 'folder':
      return made(
        [accountsNamespace(delivery.namespace), ...rootAccount(environment, delivery)],
        [
          `Apply dist/${name}/delivery first, as ${rootName(name)}; then the folder of each application, as the deployer of its namespace.`,
          'Remove what is no longer in a folder, such as with kubectl apply --prune and an ApplySet, or with kapp; never a Namespace, a claim or a CRD.',
        ],
      );
  }
}

/** Of the root's account, and of its object of the CD tool: `delivery` is no application's name. */
export function rootName(environment: string): string {
  return `${environment}-delivery`;
}

/** No CD tool brings it. */
function accountsNamespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { labels: LABELS, name } };
}

function made(objects: readonly KubernetesObject[], notes: readonly string[]): Bootstrap {
  return { objects: objects.map(orderedObject), notes };
}

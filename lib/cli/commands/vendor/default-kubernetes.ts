import { UserError } from '../../../errors.ts';
import {
  isKubernetesVersion,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
} from '../../../schema/kubernetes-version.ts';

/**
 * The version to render a chart for: the one that is asked for, else the oldest of the environments, whose objects newer clusters take
 * as well, else the newest that there is.
 */
export async function kubernetesVersion(root: string, asked: string | undefined): Promise<KubernetesVersion> {
  if (asked !== undefined) {
    const version = asked.replace(/^v/, '').replace(/^(\d+\.\d+)\.\d+$/, '$1');
    if (isKubernetesVersion(version)) return version;
    throw new UserError(`--kubernetes is '${asked}'. There are: ${KUBERNETES_VERSIONS.join(', ')}.`);
  }
  const { loadEnvironments } = await import('../../../environment/load/load-environments.ts');
  const { propsOf } = await import('../../../environment/define-environment.ts');
  const { environments } = await loadEnvironments(root);
  const used = new Set(environments.map(({ definition }) => propsOf(definition).kubernetes));
  const version = KUBERNETES_VERSIONS.find((one) => used.has(one)) ?? KUBERNETES_VERSIONS.at(-1);
  if (version === undefined) throw new Error('there is no version of Kubernetes');
  return version;
}

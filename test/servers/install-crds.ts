import type { CustomResourceDefinition } from '../../lib/kubernetes.ts';
import { referenceOf, type KubeClient } from './kube-client.ts';
import { readObjects } from './read-objects.ts';

/** Installs the CRDs of a folder that are not there yet, and waits until they are served. Flagger's own has fields that no server knows. */
export async function installCrds(api: KubeClient, folder: string): Promise<void> {
  const crds = readObjects(folder).filter(({ kind }) => kind === 'CustomResourceDefinition');
  for (const crd of crds) if ((await api.get(referenceOf(crd))) === undefined) await api.create(crd, 'Ignore');
  for (const crd of crds) await api.until<CustomResourceDefinition>(referenceOf(crd), 'is established', isEstablished);
}

function isEstablished(crd: CustomResourceDefinition): boolean {
  return crd.status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') === true;
}

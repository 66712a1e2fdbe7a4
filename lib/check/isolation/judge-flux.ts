import type { FluxDelivery } from '../../delivery/flux/flux.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import { fieldsOf, type Fields } from '../../fields.ts';
import { itemsOf, type Refuse } from './reach.ts';
import { isInFolder, isOwnName, previewTerritory, type Territory } from './territory.ts';

/** Refuses where an object of Flux takes from, or delivers to, what is not its environment's. */
export function judgeFlux(
  object: KubernetesObject,
  territory: Territory,
  delivery: FluxDelivery,
  refuse: Refuse,
): void {
  if (object.kind !== 'GitRepository' && object.kind !== 'Kustomization') {
    refuse(
      '/kind',
      object.kind,
      'It brings objects that are not in this repository. Vendor them into it: kumiki vendor.',
    );
    return;
  }
  const { name, namespace } = object.metadata;
  if (namespace !== delivery.namespace)
    refuse('/metadata/namespace', namespace, `Flux runs in '${delivery.namespace}'.`);
  if (!isOwnName(territory, name)) refuse('/metadata/name', name, `Its name starts with '${territory.environment}-'.`);
  const spec = fieldsOf(object['spec']);
  const reach = previewTerritory(territory, name) ?? territory;
  if (object.kind === 'GitRepository') judgeRepository(spec, reach, delivery, refuse);
  else judgeKustomization(spec, reach, refuse);
}

function judgeRepository(
  spec: Fields,
  territory: Territory,
  { repository, branch }: FluxDelivery,
  refuse: Refuse,
): void {
  if (spec['url'] !== repository) refuse('/spec/url', spec['url'], `The environment's is ${repository}.`);
  const reference = fieldsOf(spec['ref']);
  if (reference['branch'] !== branch || Object.keys(reference).length > 1)
    refuse('/spec/ref', spec['ref'], `The environment's is the branch ${branch} alone.`);
  const folders = itemsOf(spec['sparseCheckout']);
  if (folders.length === 0 || !folders.every((folder) => isInFolder(territory, folder)))
    refuse('/spec/sparseCheckout', spec['sparseCheckout'], `Its folder is dist/${territory.environment}.`);
  for (const field of ['include', 'recurseSubmodules']) {
    if (spec[field] !== undefined) refuse(`/spec/${field}`, spec[field], 'It would bring in other repositories.');
  }
}

function judgeKustomization(spec: Fields, territory: Territory, refuse: Refuse): void {
  const { kind, name, namespace } = fieldsOf(spec['sourceRef']);
  if (kind !== 'GitRepository' || namespace !== undefined || !isOwnName(territory, name))
    refuse(
      '/spec/sourceRef',
      spec['sourceRef'],
      `The environment's is the GitRepository ${territory.environment}-manifests.`,
    );
  if (!isInFolder(territory, spec['path']))
    refuse('/spec/path', spec['path'], `Its folder is dist/${territory.environment}.`);
  if (!territory.deployers.has(String(spec['serviceAccountName'])))
    refuse(
      '/spec/serviceAccountName',
      spec['serviceAccountName'],
      'Only a deployer of the environment may apply: without one it would have the rights of Flux.',
    );
  const target = spec['targetNamespace'];
  if (target !== undefined && !territory.namespaces.has(String(target)))
    refuse('/spec/targetNamespace', target, 'It is none of the environment.');
  if (spec['kubeConfig'] !== undefined)
    refuse('/spec/kubeConfig', spec['kubeConfig'], 'It would deliver to another cluster.');
}

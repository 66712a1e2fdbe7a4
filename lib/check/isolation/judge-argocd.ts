import type { ArgoCdDelivery } from '../../delivery/argocd/argocd.ts';
import { projectName } from '../../delivery/argocd/deliver-argocd.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import { fieldsOf, type Fields } from '../../fields.ts';
import { itemsOf, type Refuse } from './reach.ts';
import { isInFolder, isOwnName, previewTerritory, type Territory } from './territory.ts';

/** Refuses where an object of Argo CD takes from, or delivers to, what is not its environment's. */
export function judgeArgoCd(
  object: KubernetesObject,
  territory: Territory,
  delivery: ArgoCdDelivery,
  refuse: Refuse,
): void {
  if (object.kind === 'ApplicationSet') {
    refuse('/kind', object.kind, 'It makes Applications that no review sees. Make applications in the environment.');
    return;
  }
  const { name, namespace } = object.metadata;
  if (namespace !== delivery.namespace)
    refuse('/metadata/namespace', namespace, `Argo CD runs in '${delivery.namespace}'.`);
  if (!isOwnName(territory, name)) refuse('/metadata/name', name, `Its name starts with '${territory.environment}-'.`);
  const spec = fieldsOf(object['spec']);
  if (object.kind === 'Application') {
    const preview = previewTerritory(territory, name);
    const project = preview ? `${territory.environment}-delivery` : projectName(territory.environment, delivery);
    judgeApplication(spec, preview ?? territory, { delivery, project }, refuse);
  } else judgeProject(spec, territory, delivery, refuse);
}

function judgeApplication(
  spec: Fields,
  territory: Territory,
  { delivery, project }: { readonly delivery: ArgoCdDelivery; readonly project: string },
  refuse: Refuse,
): void {
  if (spec['source'] !== undefined) judgeSource('/spec/source', fieldsOf(spec['source']), territory, delivery, refuse);
  for (const [index, source] of itemsOf(spec['sources']).entries())
    judgeSource(`/spec/sources/${index}`, fieldsOf(source), territory, delivery, refuse);
  if (spec['sourceHydrator'] !== undefined)
    refuse('/spec/sourceHydrator', spec['sourceHydrator'], 'It would deliver what it writes itself.');

  const { server, namespace } = fieldsOf(spec['destination']);
  if (server !== delivery.server)
    refuse('/spec/destination/server', server, `The environment's is ${delivery.server}.`);
  if (!territory.namespaces.has(String(namespace)))
    refuse('/spec/destination/namespace', namespace, 'It is none of the environment.');
  if (spec['project'] !== project) refuse('/spec/project', spec['project'], `The environment's is ${project}.`);
}

function judgeSource(
  path: string,
  { repoURL, targetRevision, path: folder }: Fields,
  territory: Territory,
  { repository, branch }: ArgoCdDelivery,
  refuse: Refuse,
): void {
  if (repoURL !== repository) refuse(`${path}/repoURL`, repoURL, `The environment's is ${repository}.`);
  const revision = `refs/heads/${branch}`;
  if (targetRevision !== revision)
    refuse(`${path}/targetRevision`, targetRevision, `The environment's is ${revision}.`);
  if (!isInFolder(territory, folder)) refuse(`${path}/path`, folder, `Its folder is dist/${territory.environment}.`);
}

function judgeProject(spec: Fields, territory: Territory, delivery: ArgoCdDelivery, refuse: Refuse): void {
  const { repository, server, namespace: home } = delivery;
  const isPlace = (place: Fields): boolean =>
    place['server'] === server && territory.namespaces.has(String(place['namespace']));
  for (const [index, repo] of itemsOf(spec['sourceRepos']).entries()) {
    if (repo !== repository) refuse(`/spec/sourceRepos/${index}`, repo, `The environment's is ${repository}.`);
  }
  for (const [index, place] of itemsOf(spec['destinations']).entries()) {
    if (!isPlace(fieldsOf(place)))
      refuse(`/spec/destinations/${index}`, place, "Only the environment's own server and namespaces may be there.");
  }
  for (const [index, place] of itemsOf(spec['destinationServiceAccounts']).entries()) {
    const [namespace, name = ''] = String(fieldsOf(place)['defaultServiceAccount']).split(':');
    if (!isPlace(fieldsOf(place)) || namespace !== home || !territory.deployers.has(name))
      refuse(`/spec/destinationServiceAccounts/${index}`, place, "Only the environment's own deployers may be there.");
  }
  if (itemsOf(spec['sourceNamespaces']).length > 0)
    refuse('/spec/sourceNamespaces', spec['sourceNamespaces'], `Only the Applications of '${home}' may use it.`);
  if (!territory.platform && itemsOf(spec['clusterResourceWhitelist']).length > 0)
    refuse(
      '/spec/clusterResourceWhitelist',
      spec['clusterResourceWhitelist'],
      'Only an environment with platform: true may make what has no namespace.',
    );
}

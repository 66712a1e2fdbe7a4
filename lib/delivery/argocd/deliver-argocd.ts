import { groupOf, type KubernetesObject } from '../../manifest/object.ts';
import type { RenderedApplication, RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import { annotated } from '../annotated.ts';
import type { Deployer } from '../deployer.ts';
import type { KindReference } from '../kind-reference.ts';
import { LABELS } from '../labels.ts';
import { levelsOf } from '../order.ts';
import type { ArgoCdDelivery } from './argocd.ts';
import { ignoredDifferences, type IgnoredDifference } from './ignored-differences.ts';
import { RETRY } from './retry.ts';
import { syncWindows } from './sync-windows.ts';
import { IGNORED_HEALTH, WAVE, WAVES } from './waves.ts';

const API = 'argoproj.io/v1alpha1';

export interface DeliverOptions {
  readonly environment: RenderedEnvironment;
  /** Those that have a folder. */
  readonly applications: readonly RenderedApplication[];
  readonly deployers: readonly Deployer[];
  readonly ceiling: readonly KindReference[];
  readonly isClusterScoped: (kind: KindReference) => boolean;
}

/** The AppProject of an environment, and an Application for each of its applications. */
export function deliverArgoCd(delivery: ArgoCdDelivery, options: DeliverOptions): readonly KubernetesObject[] {
  const { environment, applications } = options;
  const levels = levelsOf(environment.applications);
  const ignored = ignoredDifferences(environment.walked);
  return [
    appProject(delivery, options),
    ...applications.map((application) =>
      applicationObject(delivery, environment, application, {
        level: levels.get(application.name) ?? 0,
        ignored: ignored.get(application.name) ?? [],
      }),
    ),
  ];
}

export function projectName(environment: string, { project }: ArgoCdDelivery): string {
  return project ?? `${environment}-applications`;
}

/** Where the applications of one environment may come from and go to, and of which kinds their objects may be. */
function appProject(
  delivery: ArgoCdDelivery,
  { environment, deployers, ceiling, isClusterScoped }: DeliverOptions,
): KubernetesObject {
  const { repository, namespace, server } = delivery;
  const platform = environment.props.platform === true;
  const namespaces = new Set(deployers.flatMap((deployer) => deployer.namespaces));
  return {
    apiVersion: API,
    kind: 'AppProject',
    metadata: {
      annotations: { [WAVE]: `${WAVES.project}` },
      labels: LABELS,
      name: projectName(environment.name, delivery),
      namespace,
    },
    spec: {
      clusterResourceWhitelist: platform ? ceiling.filter(isClusterScoped) : undefined,
      description: `The applications of ${environment.name}`,
      destinationServiceAccounts: deployers.map((deployer) => ({
        defaultServiceAccount: `${deployer.home}:${deployer.name}`,
        namespace: deployer.namespace,
        server,
      })),
      destinations: [...namespaces].toSorted().map((name) => ({ namespace: name, server })),
      namespaceResourceWhitelist: ceiling.filter((kind) => !isClusterScoped(kind)),
      sourceRepos: [repository],
      syncWindows: syncWindows(environment.props.freezes),
    },
  };
}

function applicationObject(
  delivery: ArgoCdDelivery,
  environment: RenderedEnvironment,
  { name, namespace }: RenderedApplication,
  { level, ignored }: { readonly level: number; readonly ignored: readonly IgnoredDifference[] },
): KubernetesObject {
  const { repository, branch, server } = delivery;
  const confirmed = environment.props.protected === true;
  return {
    apiVersion: API,
    kind: 'Application',
    metadata: {
      annotations: {
        // Argo CD renders it again only for commits that touch this folder.
        'argocd.argoproj.io/manifest-generate-paths': '.',
        ...(environment.preview !== undefined && IGNORED_HEALTH),
        ...(confirmed && { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' }),
        [WAVE]: `${-level}`,
      },
      // Removing the Application removes what it delivered.
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
      labels: { ...LABELS, ...delivery.labels },
      name: `${environment.name}-${name}`,
      namespace: delivery.namespace,
    },
    spec: {
      destination: { namespace, server },
      ...(ignored.length > 0 && { ignoreDifferences: ignored }),
      project: projectName(environment.name, delivery),
      source: { path: `dist/${environment.name}/${name}`, repoURL: repository, targetRevision: `refs/heads/${branch}` },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: RETRY.application,
        syncOptions: [
          'FailOnSharedResource=true',
          'PruneLast=true',
          ...(ignored.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
        ],
      },
    },
  };
}

/** When the root applies an object of `delivery/` that is not Argo CD's own. */
export function inItsWave(object: KubernetesObject): KubernetesObject {
  if (groupOf(object.apiVersion) === 'argoproj.io') return object;
  const isFirst = object.kind === 'Namespace' || object.kind === 'CustomResourceDefinition';
  return annotated(object, { [WAVE]: `${isFirst ? WAVES.namespaces : WAVES.rights}` });
}

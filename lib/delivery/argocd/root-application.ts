import type { KubernetesObject } from '../../manifest/object.ts';
import { LABELS } from '../labels.ts';
import type { ArgoCdDelivery } from './argocd.ts';

export interface RootApplicationOptions {
  /** Whose `delivery/` it applies. */
  readonly environment: string;
  /** The AppProject that gives it an account. */
  readonly project: string;
  readonly retry: { readonly limit: number; readonly refresh: boolean };
}

/** The Application that applies `dist/<env>/delivery/`. It has no finalizer: removing it removes nothing else. */
export function rootApplication(
  { repository, branch, namespace, server }: ArgoCdDelivery,
  { environment, project, retry }: RootApplicationOptions,
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
      labels: LABELS,
      name: `${environment}-delivery`,
      namespace,
    },
    spec: {
      destination: { namespace, server },
      project,
      source: { path: `dist/${environment}/delivery`, repoURL: repository, targetRevision: `refs/heads/${branch}` },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry,
        syncOptions: ['FailOnSharedResource=true', 'ServerSideApply=true'],
      },
    },
  };
}

import type { PlacedObject } from '../../../lib/change/guard/placed-object.ts';

/** An object of an application, in a namespace of its name. */
export function placed(
  application: string,
  kind: string,
  name: string,
  rest: Readonly<Record<string, unknown>> & { readonly namespace?: string | undefined } = {},
): PlacedObject {
  const { namespace = application, ...fields } = rest;
  return {
    application,
    object: { apiVersion: API_VERSIONS[kind] ?? 'v1', kind, metadata: { name, namespace }, ...fields },
  };
}

/** `count` of them, all different. */
export function configMaps(application: string, count: number): readonly PlacedObject[] {
  return Array.from({ length: count }, (_, index) => placed(application, 'ConfigMap', `config-${index}`));
}

/** An Argo CD Application as ours are. */
export function argoApplication(application: string, spec: Readonly<Record<string, unknown>> = {}): PlacedObject {
  return placed('delivery', 'Application', `production-${application}`, {
    namespace: 'argocd',
    spec: {
      destination: { namespace: application, server: 'https://kubernetes.default.svc' },
      source: {
        path: `dist/production/${application}`,
        repoURL: 'https://git.example.com/acme/manifests.git',
        targetRevision: 'refs/heads/main',
      },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
      ...spec,
    },
  });
}

/** A Flux Kustomization as ours are. */
export function kustomization(application: string, spec: Readonly<Record<string, unknown>> = {}): PlacedObject {
  return placed('delivery', 'Kustomization', `production-${application}`, {
    namespace: 'flux-system',
    spec: {
      path: `./dist/production/${application}`,
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'production-manifests' },
      ...spec,
    },
  });
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  Application: 'argoproj.io/v1alpha1',
  ApplicationSet: 'argoproj.io/v1alpha1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  Deployment: 'apps/v1',
  ExternalSecret: 'external-secrets.io/v1',
  GitRepository: 'source.toolkit.fluxcd.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
  Kustomization: 'kustomize.toolkit.fluxcd.io/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  SealedSecret: 'bitnami.com/v1alpha1',
  StatefulSet: 'apps/v1',
};

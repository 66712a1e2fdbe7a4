import { expect, test } from 'vitest';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import type { Outcome } from '../../render-findings.ts';
import { find, REPOSITORY, yamlOf } from '../deliver-environment.ts';
import { previewedEnvironments } from './previewed-environments.ts';

const argoCd = argocd({ repository: REPOSITORY, project: 'eu-own' });
const fluxes = flux({ repository: REPOSITORY, credential: 'manifests-read' });

function added({ base, baseAlone }: { readonly base: Outcome; readonly baseAlone: Outcome }): readonly string[] {
  const before = new Set(baseAlone.objects.map(({ object }) => yamlOf(object)));
  return base.objects.map(({ object }) => yamlOf(object)).filter((text) => !before.has(text));
}

test('with Argo CD the base gets an Application that applies the preview with its own root’s account, and removes all of it', () => {
  const [application, ...others] = added(previewedEnvironments({ delivery: argoCd }));

  expect(others).toEqual([]);
  expect(application).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata:
      annotations:
        argocd.argoproj.io/ignore-healthcheck: "true"
        argocd.argoproj.io/manifest-generate-paths: "."
        argocd.argoproj.io/sync-wave: "0"
      finalizers:
        - resources-finalizer.argocd.argoproj.io
      labels:
        app.kubernetes.io/managed-by: kumiki
      name: eu-pr-1-delivery
      namespace: argocd
    spec:
      destination:
        namespace: argocd
        server: https://kubernetes.default.svc
      project: eu-delivery
      source:
        path: dist/eu-pr-1/delivery
        repoURL: https://git.example.com/acme/manifests.git
        targetRevision: refs/heads/main
      syncPolicy:
        automated:
          prune: true
          selfHeal: true
        retry:
          limit: 5
          refresh: true
        syncOptions:
          - FailOnSharedResource=true
          - ServerSideApply=true
    "
  `);
});

test('with Flux it is a Kustomization and a GitRepository of that folder alone', () => {
  const [repository, kustomization, ...others] = added(previewedEnvironments({ delivery: fluxes }));

  expect(others).toEqual([]);
  expect(repository).toContain('sparseCheckout:\n    - dist/eu-pr-1/delivery\n');
  expect(kustomization).toMatchInlineSnapshot(`
    "apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      labels:
        app.kubernetes.io/managed-by: kumiki
      name: eu-pr-1-delivery
      namespace: flux-system
    spec:
      interval: 10m
      path: "./dist/eu-pr-1/delivery"
      prune: true
      retryInterval: 30s
      serviceAccountName: eu-delivery
      sourceRef:
        kind: GitRepository
        name: eu-pr-1-delivery
      timeout: 5m
    "
  `);
});

test('whoever applies folders finds the preview’s by its name', () => {
  expect(added(previewedEnvironments({ delivery: folder() }))).toEqual([]);
});

test.each([
  ['Argo CD', argoCd],
  ['Flux', fluxes],
  ['folders', folder()],
])('neither the base nor the preview reaches beyond what is its own: %s', (_, delivery) => {
  const { base, preview } = previewedEnvironments({ delivery });

  expect(base.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(preview.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('what is not healthy of a preview makes nothing else degraded', () => {
  const { base, preview } = previewedEnvironments({ delivery: argoCd });
  const annotation = 'argocd.argoproj.io/ignore-healthcheck';

  expect(find(preview, 'Application', 'eu-pr-1-users').metadata.annotations).toMatchObject({ [annotation]: 'true' });
  expect(find(base, 'Application', 'eu-users').metadata.annotations).not.toHaveProperty([annotation]);
});

test('its project is its own, also where the base has named one', () => {
  const { preview } = previewedEnvironments({ delivery: argoCd });

  expect(find(preview, 'AppProject').metadata.name).toBe('eu-pr-1-applications');
});

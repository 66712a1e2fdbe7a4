import { expect, test } from 'vitest';
import { argocd } from '../../../lib/delivery/argocd/argocd.ts';
import { flux } from '../../../lib/delivery/flux/flux.ts';
import { folder } from '../../../lib/delivery/folder.ts';
import { isPreview } from '../../../lib/delivery/previews/namespace-rights.ts';
import type { Outcome } from '../../render-findings.ts';
import { find, REPOSITORY } from '../deliver-environment.ts';
import { previewedEnvironments } from './previewed-environments.ts';

const argoCd = argocd({ repository: REPOSITORY });
const fluxes = flux({ repository: REPOSITORY });

function namespacesOf({ objects }: Outcome): readonly string[] {
  return objects.flatMap(({ object }) => (object.kind === 'Namespace' ? [object.metadata.name] : []));
}

test.each([
  ['Argo CD', argoCd, 'argocd'],
  ['Flux', fluxes, 'flux-system'],
  ['folders', folder(), 'delivery'],
])('the base’s root may remove each Namespace of a preview, and only these: %s', (_, delivery, home) => {
  const { preview } = previewedEnvironments({ delivery });
  const rights = preview.objects
    .map(({ object }) => object)
    .filter(({ metadata }) => metadata.name === 'eu-pr-1-delivery');

  expect(namespacesOf(preview)).toEqual(['comments-pr-1', 'users-pr-1']);
  expect(rights.map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
    ['Role', 'comments-pr-1'],
    ['RoleBinding', 'comments-pr-1'],
    ['Role', 'users-pr-1'],
    ['RoleBinding', 'users-pr-1'],
  ]);
  expect(rights[0]?.['rules']).toEqual([
    { apiGroups: [''], resourceNames: ['comments-pr-1'], resources: ['namespaces'], verbs: ['delete'] },
  ]);
  expect(rights[1]?.['subjects']).toEqual([{ kind: 'ServiceAccount', name: 'eu-delivery', namespace: home }]);
});

test('the right goes with its Namespace, never before', () => {
  const annotations = (delivery: Parameters<typeof previewedEnvironments>[0]['delivery']) =>
    find(previewedEnvironments({ delivery, namespace: () => 'one' }).preview, 'Role', 'eu-pr-1-delivery').metadata
      .annotations;

  expect(annotations(argoCd)).toEqual({
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'argocd.argoproj.io/sync-wave': '-300',
  });
  expect(annotations(fluxes)).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
});

test('Namespaces of a preview are pruned; those of its base are not', () => {
  const { base, preview } = previewedEnvironments({ delivery: fluxes });
  const annotation = 'kustomize.toolkit.fluxcd.io/prune';

  expect(find(preview, 'Namespace', 'users-pr-1').metadata.annotations).toBeUndefined();
  expect(find(base, 'Namespace', 'users').metadata.annotations).toEqual({ [annotation]: 'disabled' });
});

test('a preview is known by its rights', () => {
  const { base, preview } = previewedEnvironments({ delivery: fluxes });

  expect(
    isPreview(
      'eu',
      base.objects.map(({ object }) => object),
    ),
  ).toBe(false);
  expect(
    isPreview(
      'eu-pr-1',
      preview.objects.map(({ object }) => object),
    ),
  ).toBe(true);
});

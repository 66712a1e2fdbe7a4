import { expect, test } from 'vitest';
import { applyOnServerWhereLarge, keepFromPruning } from '../../lib/delivery/stay.ts';
import type { KubernetesObject } from '../../lib/manifest/object.ts';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

function object(apiVersion: string, kind: string, annotations?: Readonly<Record<string, string>>): KubernetesObject {
  return { apiVersion, kind, metadata: { ...(annotations && { annotations }), name: 'x', namespace: 'n' } };
}

const STAYING = [
  ['v1', 'Namespace'],
  ['v1', 'PersistentVolumeClaim'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
] as const;

test.each(STAYING)('neither tool removes what %s %s holds', (apiVersion, kind) => {
  const given = object(apiVersion, kind, { zone: 'a' });

  expect(keepFromPruning(given, 'flux').metadata.annotations).toEqual({
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    zone: 'a',
  });
  expect(keepFromPruning(given, 'argocd').metadata.annotations).toEqual({
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    [SYNC_OPTIONS]: 'Prune=false,Delete=false',
    zone: 'a',
  });
  expect(keepFromPruning(given, 'folder')).toBe(given);
});

test.each([
  ['v1', 'ConfigMap'],
  ['apps/v1', 'StatefulSet'],
  ['example.com/v1', 'Namespace'],
  ['example.com/v1', 'PersistentVolumeClaim'],
])('%s %s goes with its application', (apiVersion, kind) => {
  const given = object(apiVersion, kind);

  expect(keepFromPruning(given, 'flux')).toBe(given);
  expect(keepFromPruning(given, 'argocd')).toBe(given);
});

test('options that were there stay, each once, and the object that was given is not changed', () => {
  const given = object('v1', 'PersistentVolumeClaim', { [SYNC_OPTIONS]: 'Replace=true, Prune=false' });

  const kept = keepFromPruning(given, 'argocd');

  expect(kept.metadata.annotations?.[SYNC_OPTIONS]).toBe('Replace=true,Prune=false,Delete=false');
  expect(given.metadata.annotations).toEqual({ [SYNC_OPTIONS]: 'Replace=true, Prune=false' });
  expect(Object.keys(kept.metadata)).toEqual(['annotations', 'name', 'namespace']);
});

const LIMIT = 256 * 1024;

test.each([
  ['a small one', 'a'.repeat(1000), false],
  ['one half as large as may be', 'a'.repeat(LIMIT / 2), false],
  ['one that is too large', 'a'.repeat(LIMIT), true],
  ['one of characters that take three bytes', '組'.repeat(LIMIT / 3), true],
  ['one of characters that Go escapes', '<'.repeat(LIMIT / 6), true],
  ['one of quotes', '"'.repeat(LIMIT / 2), true],
])('only what client-side apply could not hold is applied by the server: %s', (_, text, isLarge) => {
  const given: KubernetesObject = { ...object('v1', 'ConfigMap'), data: { text } };

  const applied = applyOnServerWhereLarge(given, 'argocd');

  expect(applied.metadata.annotations).toEqual(isLarge ? { [SYNC_OPTIONS]: 'ServerSideApply=true' } : undefined);
  expect(applyOnServerWhereLarge(given, 'flux')).toBe(given);
});

test.each([
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', true],
  ['monitoring.coreos.com/v1', 'PrometheusRule', true],
  ['bitnami.com/v1alpha1', 'SealedSecret', true],
  ['apps/v1', 'Deployment', false],
  ['networking.k8s.io/v1', 'Ingress', false],
])('of %s %s it is looked at: %s', (apiVersion, kind, isLookedAt) => {
  const given: KubernetesObject = { ...object(apiVersion, kind), spec: { text: 'a'.repeat(LIMIT) } };

  expect(applyOnServerWhereLarge(given, 'argocd') !== given).toBe(isLookedAt);
});

test('a large claim or CRD has all its options', () => {
  const given: KubernetesObject = {
    ...object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
    spec: { text: 'a'.repeat(LIMIT) },
  };

  const made = applyOnServerWhereLarge(keepFromPruning(given, 'argocd'), 'argocd');

  expect(made.metadata.annotations?.[SYNC_OPTIONS]).toBe('Prune=false,Delete=false,ServerSideApply=true');
});

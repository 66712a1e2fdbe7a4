import { expect, test } from 'vitest';
import type { RenderedManifest } from '../../lib/vendor/read-render.ts';
import { sortRender, type SortedRender, type SortOptions } from '../../lib/vendor/sort-render.ts';

function manifest(kind: string, name: string, annotations?: Readonly<Record<string, string>>): RenderedManifest {
  const apiVersion = kind === 'CustomResourceDefinition' ? 'apiextensions.k8s.io/v1' : 'v1';
  return { object: { apiVersion, kind, metadata: { name, ...(annotations && { annotations }) } }, template: undefined };
}

const CHART = [
  manifest('CustomResourceDefinition', 'widgets.example.com', { 'helm.sh/hook': 'crd-install' }),
  manifest('Service', 'redis'),
  manifest('Job', 'migrate', {
    'helm.sh/hook': 'pre-install, pre-upgrade',
    'helm.sh/hook-weight': '1',
    'helm.sh/hook-delete-policy': 'hook-succeeded',
    'helm.sh/resource-policy': 'keep',
  }),
  manifest('Job', 'cleanup', { 'helm.sh/hook': 'post-delete' }),
  manifest('Pod', 'redis-test', { 'helm.sh/hook': 'test' }),
  manifest('Pod', 'old-test', { 'helm.sh/hook': 'test-success' }),
];

function sort(options: Partial<SortOptions> = {}): SortedRender {
  return sortRender(CHART, { crds: 'included', hooks: [], tests: false, ...options });
}

function namesOf({ kept }: SortedRender): readonly string[] {
  return kept.map(({ object }) => object.metadata.name);
}

test('hooks and tests are named and left out, CRDs kept', () => {
  const sorted = sort();

  expect(namesOf(sorted)).toEqual(['widgets.example.com', 'redis']);
  expect(sorted.hooks).toEqual([
    { object: 'Job migrate', events: ['pre-install', 'pre-upgrade'] },
    { object: 'Job cleanup', events: ['post-delete'] },
  ]);
  expect(sorted.tests.map(({ object }) => object)).toEqual(['Pod redis-test', 'Pod old-test']);
});

test('a hook that is asked for is an ordinary object', () => {
  const { kept, hooks } = sort({ hooks: ['Job/migrate'] });

  expect(kept.at(-1)?.object.metadata).toEqual({
    name: 'migrate',
    annotations: { 'helm.sh/resource-policy': 'keep' },
  });
  expect(hooks.map(({ object }) => object)).toEqual(['Job cleanup']);
});

test('all hooks, and tests, where they are asked for', () => {
  const sorted = sort({ hooks: ['all'], tests: true });

  expect(namesOf(sorted)).toEqual(['widgets.example.com', 'redis', 'migrate', 'cleanup', 'redis-test', 'old-test']);
  expect(sorted.kept.at(-1)?.object).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'old-test' } });
});

test('CRDs alone, or all but them', () => {
  expect(namesOf(sort({ crds: 'only' }))).toEqual(['widgets.example.com']);
  expect(namesOf(sort({ crds: 'without' }))).toEqual(['redis']);
});

test('a hook that the chart does not have is refused', () => {
  expect(() => sort({ hooks: ['Job/migrat'] })).toThrow(
    "--hooks 'Job/migrat': the chart has no such hook. Did you mean Job/migrate?",
  );
});

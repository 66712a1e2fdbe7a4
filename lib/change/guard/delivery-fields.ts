import { fieldsOf, isFields, type Fields } from '../../fields.ts';
import type { KubernetesObject } from '../../manifest/object.ts';
import { valueAt } from './changed-fields.ts';

/** Where a CD tool takes what it delivers from, and where it puts it, by kind: behind another address it removes all of the old one. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  'Application.argoproj.io': [
    '/spec/source/repoURL',
    '/spec/source/path',
    '/spec/source/chart',
    '/spec/source/targetRevision',
    '/spec/sources',
    '/spec/destination',
  ],
  'Kustomization.kustomize.toolkit.fluxcd.io': ['/spec/path', '/spec/sourceRef', '/spec/targetNamespace'],
  'GitRepository.source.toolkit.fluxcd.io': ['/spec/url', '/spec/ref'],
  // Its Applications go with it, and with them what they delivered: "Application Pruning & Resource Deletion" of Argo CD.
  'ApplicationSet.argoproj.io': [],
  // Flux uninstalls the release first: ReleaseTargetChanged of internal/action/verify.go in fluxcd/helm-controller.
  'HelmRelease.helm.toolkit.fluxcd.io': [
    '/spec/chart/spec/chart',
    '/spec/releaseName',
    '/spec/targetNamespace',
    '/spec/storageNamespace',
  ],
};

const PRUNING: Readonly<Record<string, string>> = {
  'Application.argoproj.io': '/spec/syncPolicy/automated/prune',
  'Kustomization.kustomize.toolkit.fluxcd.io': '/spec/prune',
};

/** @param kind with its group; undefined for one that delivers nothing */
export function targetFields(kind: string, object: KubernetesObject): readonly string[] | undefined {
  const fields = Object.hasOwn(TARGETS, kind) ? TARGETS[kind] : undefined;
  // A chart's version changes with every update of it, and is no other place.
  return valueAt(object, '/spec/source/chart') === undefined
    ? fields
    : fields?.filter((field) => field !== '/spec/source/targetRevision');
}

/** The object with nothing in its list of sources but where they are: values, and the version of a chart, change with every update. */
export function withPlaces(object: KubernetesObject): KubernetesObject {
  const { spec } = object;
  if (!isFields(spec) || !Array.isArray(spec['sources'])) return object;
  return { ...object, spec: { ...spec, sources: spec['sources'].map((source: unknown) => placeOf(fieldsOf(source))) } };
}

function placeOf({ repoURL, path, chart, ref, targetRevision }: Fields): Fields {
  return { repoURL, path, chart, ref, ...(chart === undefined && { targetRevision }) };
}

/** Where it says whether what leaves git leaves the cluster; undefined for other kinds. */
export function pruneField(kind: string): string | undefined {
  return Object.hasOwn(PRUNING, kind) ? PRUNING[kind] : undefined;
}

/** Whether an object delivers the folder of an application: `dist/production/users`, however the path begins. */
export function isDeliveryOf(object: KubernetesObject, environment: string, application: string): boolean {
  return ['/spec/source/path', '/spec/path'].some((path) => {
    const value = valueAt(object, path);
    return typeof value === 'string' && `/${value.replace(/\/+$/, '')}`.endsWith(`/${environment}/${application}`);
  });
}

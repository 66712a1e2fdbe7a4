import { groupOf, type KubernetesObject, type RenderedObject } from '../manifest/object.ts';

/** Fields of one object that its progressive controller writes in the cluster, as exact JSON pointers. */
export interface ProgressiveDifference {
  /** The folder that the object is in. */
  readonly application: string;
  readonly group?: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly jsonPointers: readonly string[];
}

/** Server-side apply takes a selector as one value, and would lead a Service to both revisions again. */
const REVISION = '/spec/selector/rollouts-pod-template-hash';

/**
 * What Argo Rollouts changes in objects that git has: the revision that a Service leads to, and the weights of a canary's routes. Flagger
 * changes none, as what it writes (the number of Pods, its own Services and routes) is not in git.
 *
 * @param objects of the whole environment: a route may be in the folder of another application than its service
 */
export function progressiveDifferences(objects: readonly RenderedObject[]): readonly ProgressiveDifference[] {
  const services = servicesOfRollouts(objects);
  if (services.size === 0) return [];
  return objects.flatMap(({ object, application }) => {
    const jsonPointers = pointersOf(object, services);
    if (jsonPointers.length === 0) return [];
    const { name, namespace } = object.metadata;
    return [
      { application, group: groupOf(object.apiVersion) || undefined, kind: object.kind, name, namespace, jsonPointers },
    ];
  });
}

/** `namespace/name` of every Service that a Rollout leads, and whether routes to it are split. */
function servicesOfRollouts(objects: readonly RenderedObject[]): ReadonlyMap<string, boolean> {
  const services = new Map<string, boolean>();
  for (const { object } of objects) {
    if (object.kind !== 'Rollout' || groupOf(object.apiVersion) !== 'argoproj.io') continue;
    const canary = fieldOf(object, 'spec', 'strategy', 'canary');
    const blueGreen = fieldOf(object, 'spec', 'strategy', 'blueGreen');
    const split = fieldOf(canary, 'trafficRouting', 'plugins') !== undefined;
    for (const name of [fieldOf(canary, 'stableService'), fieldOf(canary, 'canaryService')])
      if (typeof name === 'string') services.set(`${object.metadata.namespace}/${name}`, split);
    for (const name of [fieldOf(blueGreen, 'activeService'), fieldOf(blueGreen, 'previewService')])
      if (typeof name === 'string') services.set(`${object.metadata.namespace}/${name}`, false);
  }
  return services;
}

function pointersOf(object: KubernetesObject, services: ReadonlyMap<string, boolean>): readonly string[] {
  const { name, namespace } = object.metadata;
  if (object.kind === 'Service' && object.apiVersion === 'v1')
    return services.has(`${namespace}/${name}`) ? [REVISION] : [];
  if (object.kind !== 'HTTPRoute') return [];
  return listOf(fieldOf(object, 'spec', 'rules')).flatMap((rule, index) =>
    listOf(fieldOf(rule, 'backendRefs')).flatMap((backend, position) => {
      const service = `${String(fieldOf(backend, 'namespace') ?? namespace)}/${String(fieldOf(backend, 'name'))}`;
      return services.get(service) === true ? [`/spec/rules/${index}/backendRefs/${position}/weight`] : [];
    }),
  );
}

function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let at = value;
  for (const step of path)
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? Reflect.get(at, step) : undefined;
  return at;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

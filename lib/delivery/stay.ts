import { Buffer } from 'node:buffer';
import { groupOf, type KubernetesObject } from '../manifest/object.ts';
import { annotated } from './annotated.ts';
import type { Delivery } from './delivery.ts';

/** Groups by kind. */
const STAYING: ReadonlyMap<string, string> = new Map([
  ['Namespace', ''],
  ['PersistentVolumeClaim', ''],
  ['CustomResourceDefinition', 'apiextensions.k8s.io'],
]);

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * Namespaces, claims and CRDs outlive the application that brought them: deleting one of them deletes what is in it.
 *
 * @returns the object itself where it is none of them
 */
export function keepFromPruning(object: KubernetesObject, tool: Delivery['tool']): KubernetesObject {
  return isStaying(object) ? neverPruned(object, tool) : object;
}

/** The object, marked so that the tool leaves it where it is. */
export function neverPruned(object: KubernetesObject, tool: Delivery['tool']): KubernetesObject {
  if (tool === 'folder') return object;
  if (tool === 'flux') return annotated(object, { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  return annotated(object, {
    // One that is no longer in git would show as a difference for ever.
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    [SYNC_OPTIONS]: withOptions(object, ['Prune=false', 'Delete=false']),
  });
}

/** Client-side apply keeps the whole object in an annotation, of which there may be 256 KiB together. The rest is for the others. */
const LARGE = 240 * 1024;

/** As no character takes more bytes than six there, what has fewer than this many need not be measured. */
const SMALL = LARGE / 6;

/** An object that client-side apply could not hold is applied by the server. Flux applies all of them so. */
export function applyOnServerWhereLarge(object: KubernetesObject, tool: Delivery['tool']): KubernetesObject {
  if (tool !== 'argocd' || !isLarge(object)) return object;
  return annotated(object, { [SYNC_OPTIONS]: withOptions(object, ['ServerSideApply=true']) });
}

/** Other kinds of Kubernetes itself are never near, and there are thousands of them. */
function isLarge(object: KubernetesObject): boolean {
  const group = groupOf(object.apiVersion);
  if (group === '' ? object.kind !== 'ConfigMap' : !isCustom(group) && !isStaying(object)) return false;
  const bulk = object.kind === 'ConfigMap' ? [object['data'], object['binaryData']] : object;
  return sizeOf(bulk) > SMALL && writtenByGo(object) > LARGE;
}

/** Bytes of the annotation. Go's JSON escapes what HTML could read. */
function writtenByGo(object: KubernetesObject): number {
  return Buffer.byteLength(JSON.stringify(object).replaceAll(/[<>&\u2028\u2029]/g, '\\u0000'));
}

/** Those of Kubernetes itself end in `.k8s.io`, or have no dot. */
function isCustom(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** About as many characters as its JSON has. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 4;
  let size = 0;
  for (const key in value) size += key.length + 4 + sizeOf((value as Readonly<Record<string, unknown>>)[key]);
  return size;
}

function isStaying({ apiVersion, kind }: KubernetesObject): boolean {
  return STAYING.get(kind) === groupOf(apiVersion);
}

function withOptions({ metadata }: KubernetesObject, options: readonly string[]): string {
  const written = metadata.annotations?.[SYNC_OPTIONS]?.split(',').map((option) => option.trim()) ?? [];
  return [...new Set([...written, ...options])].join(',');
}

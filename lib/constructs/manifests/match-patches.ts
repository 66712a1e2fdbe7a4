import type { Construct } from 'constructs';
import { didYouMean } from '../../did-you-mean.ts';
import type { Kinds, Patch } from '../../kubernetes.ts';
import { groupOf, type KubernetesObject } from '../../manifest/object.ts';
import { showValue } from '../../manifest/show-value.ts';
import { refuse } from '../refuse.ts';

/** Changes by kind, or by kind and name. Kinds that are not Kubernetes' own are named with their group: `Certificate.cert-manager.io`. */
export type ManifestPatches = { readonly [K in keyof Kinds]?: Patch<Kinds[K]> | undefined } & {
  readonly [K in keyof Kinds as `${K}/${string}`]?: Patch<Kinds[K]> | undefined;
} & { readonly [foreign: `${string}.${string}`]: object | undefined };

interface NamedPatch {
  readonly kind: string;
  readonly group: string | undefined;
  readonly name: string | undefined;
  readonly patch: object;
}

/** @returns the patches of an object, those of its kind before those of its name */
export function matchPatches(
  manifests: Construct,
  patches: ManifestPatches | undefined,
  objects: readonly KubernetesObject[],
): (object: KubernetesObject) => readonly object[] {
  if (patches === undefined) return () => [];
  const named = Object.entries<unknown>({ ...patches }).flatMap(([key, patch]): readonly NamedPatch[] => {
    if (patch === undefined) return [];
    if (typeof patch !== 'object' || patch === null) {
      refuse(manifests, `patch['${key}'] is ${showValue(patch)}. Use an object: { spec: … }.`);
      return [];
    }
    const one = { ...parseKey(key), patch };
    if (objects.length > 0 && !objects.some((object) => isFor(one, object))) refuseKey(manifests, key, objects);
    return [one];
  });
  const inOrder = [
    ...named.filter(({ name }) => name === undefined),
    ...named.filter(({ name }) => name !== undefined),
  ];
  return (object) => inOrder.filter((one) => isFor(one, object)).map(({ patch }) => patch);
}

function parseKey(key: string): Omit<NamedPatch, 'patch'> {
  const [, type = '', name] = /^([^/]*)(?:\/(.*))?$/.exec(key) ?? [];
  const dot = type.indexOf('.');
  return dot < 0
    ? { kind: type, group: undefined, name }
    : { kind: type.slice(0, dot), group: type.slice(dot + 1), name };
}

function isFor({ kind, group, name }: Omit<NamedPatch, 'patch'>, { apiVersion, ...object }: KubernetesObject): boolean {
  return (
    object.kind === kind &&
    (name === undefined || object.metadata.name === name) &&
    (group === undefined || groupOf(apiVersion) === group)
  );
}

function refuseKey(manifests: Construct, key: string, objects: readonly KubernetesObject[]): void {
  const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const kinds = [...new Set(objects.map(({ kind }) => kind))];
  const guess = didYouMean(key, key.includes('/') ? names : kinds);
  const advice = guess === undefined ? `There are: ${kinds.toSorted().join(', ')}.` : `Did you mean '${guess}'?`;
  refuse(manifests, `patch names '${key}', and there is no such object. ${advice}`);
}

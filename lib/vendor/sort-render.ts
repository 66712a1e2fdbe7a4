import { groupOf, type KubernetesObject } from '../manifest/object.ts';
import { didYouMean } from '../did-you-mean.ts';
import { UserError } from '../errors.ts';
import { describe, type RenderedManifest } from './read-render.ts';
import type { CrdChoice } from './vendor-lock.ts';

export interface SortOptions {
  readonly crds: CrdChoice;
  /** `<Kind>/<name>` or a name each; `all` for all of them. */
  readonly hooks: readonly string[];
  readonly tests: boolean;
}

export interface SortedRender {
  readonly kept: readonly RenderedManifest[];
  /** What is left out, with the moments at which helm would have run it. */
  readonly hooks: readonly LeftOut[];
  readonly tests: readonly LeftOut[];
}

export interface LeftOut {
  readonly object: string;
  readonly events: readonly string[];
}

const HOOK = 'helm.sh/hook';

/**
 * What of a render is vendored. Hooks are run by helm at moments that only helm knows; one that is kept becomes an ordinary object, without
 * the annotations that made it a hook: Argo CD would take them for its own.
 *
 * @throws a UserError where a name of `hooks` is none's
 */
export function sortRender(manifests: readonly RenderedManifest[], options: SortOptions): SortedRender {
  const kept: RenderedManifest[] = [];
  const hooks: LeftOut[] = [];
  const tests: LeftOut[] = [];
  const used = new Set<string>();
  for (const { object, template } of chooseCrds(manifests, options.crds)) {
    const events = eventsOf(object);
    const leftOut = { object: describe(object), events };
    const asked = namesOf(object).filter((name) => options.hooks.includes(name));
    if (events.some((event) => event.startsWith('test'))) {
      if (options.tests) kept.push({ object: withoutHook(object), template });
      else tests.push(leftOut);
    } else if (events.length === 0 || isDefinition(object)) kept.push({ object: withoutHook(object), template });
    else if (asked.length > 0) {
      for (const name of asked) used.add(name);
      kept.push({ object: withoutHook(object), template });
    } else hooks.push(leftOut);
  }
  refuseUnknown(options.hooks, used, hooks);
  return { kept, hooks, tests };
}

/** The objects that a choice of CRDs leaves. */
export function chooseCrds(manifests: readonly RenderedManifest[], crds: CrdChoice): readonly RenderedManifest[] {
  return crds === 'included' ? manifests : manifests.filter(({ object }) => isDefinition(object) === (crds === 'only'));
}

function eventsOf({ metadata }: KubernetesObject): readonly string[] {
  const value: unknown = metadata.annotations?.[HOOK];
  return typeof value === 'string' ? value.split(',').map((event) => event.trim()) : [];
}

function namesOf({ kind, metadata }: KubernetesObject): readonly string[] {
  return ['all', metadata.name, `${kind}/${metadata.name}`];
}

function isDefinition({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'CustomResourceDefinition' && groupOf(apiVersion) === 'apiextensions.k8s.io';
}

function withoutHook(object: KubernetesObject): KubernetesObject {
  const { annotations, ...metadata } = object.metadata;
  if (annotations?.[HOOK] === undefined) return object;
  const rest = Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith(HOOK)));
  const { name } = object.metadata;
  return { ...object, metadata: { ...metadata, name, ...(Object.keys(rest).length > 0 && { annotations: rest }) } };
}

function refuseUnknown(wanted: readonly string[], used: ReadonlySet<string>, others: readonly LeftOut[]): void {
  const unknown = wanted.find((name) => name !== 'all' && !used.has(name));
  if (unknown === undefined) return;
  const names = others.map(({ object }) => object.replace(/ (?:.*\/)?/, '/'));
  const guess = didYouMean(unknown, names);
  const advice = guess === undefined ? `There are: ${names.join(', ') || 'none'}.` : `Did you mean ${guess}?`;
  throw new UserError(`--hooks '${unknown}': the chart has no such hook. ${advice}`);
}

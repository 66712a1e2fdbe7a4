import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { patchesOf } from '../constructs/add-object.ts';
import { Application } from '../constructs/application.ts';
import { sourceLineOf } from '../constructs/refuse.ts';
import { tryWaiver, waiversOf, type Waiver } from '../constructs/waive.ts';
import type { EnvironmentProps } from '../environment/environment-props.ts';
import type { EnvironmentRoot } from '../environment/environment.ts';
import type { Finding } from '../errors.ts';
import type { Schema } from '../schema/open-schema.ts';
import { applyPatch } from './apply-patch.ts';
import { canonicalQuantities } from './canonical-quantities.ts';
import { findingsOf } from './construct-findings.ts';
import { networkPolicies } from './network-policies.ts';
import { groupOf, type KubernetesObject, type Origin, type RenderedObject } from './object.ts';
import { fieldsOf } from './object-fields.ts';
import { DependencyRecord, type Dependency } from './dependencies.ts';
import { tryPlainConfig } from './plain-config.ts';
import { PlainFindings } from './plain-findings.ts';
import { RestartChecksums } from './restart/restart-checksums.ts';
import { toPlain } from './to-plain.ts';

/** One application, chosen or not. */
export interface RenderedApplication {
  readonly name: string;
  readonly namespace: string;
  /** Every namespace that one of its objects lies in, sorted. */
  readonly namespaces: readonly string[];
  /** Whether it has objects in a folder of its own. */
  readonly hasFolder: boolean;
  /** Names of the applications that must be there before it. */
  readonly requires: readonly string[];
  readonly origin: Origin;
}

export interface RenderedEnvironment {
  readonly name: string;
  readonly props: EnvironmentProps;
  readonly applications: readonly RenderedApplication[];
  /** How many of them are rendered. */
  readonly chosen: number;
  /** Whether `delivery/` is among what was to be rendered. */
  readonly hasDelivery: boolean;
  readonly objects: readonly RenderedObject[];
  /** Also those that are not rendered; all of them where `delivery/` is, which comes from all. */
  readonly walked: readonly RenderedObject[];
  readonly dependencies: readonly Dependency[];
  /** Of the applications that are rendered. */
  readonly waivers: readonly Waiver[];
  readonly findings: readonly Finding[];
}

/** A part of an environment. */
export interface ApplicationChoice {
  readonly applications: ReadonlySet<string>;
  /** Also what the environment's root applies, which comes from all applications. */
  readonly delivery: boolean;
}

/** Folder of what the environment's root applies before the applications. */
export const DELIVERY = 'delivery';

export function applicationsOf(environment: EnvironmentRoot): readonly string[] {
  return environment.node.children.map(({ node }) => node.id);
}

/**
 * One walk of an environment's tree, to plain objects.
 *
 * @param choice only this part of it; the applications outside of it are walked only for what goes to `delivery/`
 */
export function renderTree(
  environment: EnvironmentRoot,
  schema: Schema,
  choice?: ApplicationChoice,
): RenderedEnvironment {
  const render = new TreeRender(environment, schema);
  const isChosen = (application: string): boolean => choice?.applications.has(application) ?? true;
  // Policies come from the callers of a workload, wherever they are.
  const walksAll = choice?.delivery === true || environment.network === 'isolated';
  for (const child of environment.node.children) {
    if (isChosen(child.node.id) || walksAll) render.walk(child, child.node.id);
  }
  render.finish();
  const hasDelivery = choice?.delivery !== false;
  const isWanted = ({ application }: RenderedObject): boolean =>
    application === DELIVERY ? hasDelivery : isChosen(application);
  return {
    name: environment.name,
    props: environment.props,
    applications: render.applications(),
    chosen: applicationsOf(environment).filter(isChosen).length,
    hasDelivery,
    objects: choice === undefined ? render.objects : render.objects.filter(isWanted),
    walked: render.objects,
    dependencies: render.dependencies.all,
    waivers: waiversOf(environment).filter(({ application }) => application === undefined || isChosen(application)),
    findings: environment.findings,
  };
}

class TreeRender {
  readonly objects: RenderedObject[] = [];
  readonly dependencies: DependencyRecord;
  readonly #environment: EnvironmentRoot;
  readonly #schema: Schema;
  readonly #restarts: RestartChecksums;
  readonly #effective = new Set<object>();
  /** Each with the first object that it did not change. */
  readonly #ineffective = new Map<object, { readonly construct: IConstruct; readonly kind: string }>();
  /** Each with the construct that uses it first. */
  readonly #namespaces = new Map<string, IConstruct>();
  /** Those of the objects in each application's own folder. */
  readonly #namespacesByApplication = new Map<string, Set<string>>();

  constructor(environment: EnvironmentRoot, schema: Schema) {
    this.#environment = environment;
    this.#schema = schema;
    this.dependencies = new DependencyRecord(environment);
    this.#restarts = new RestartChecksums((config) => tryPlainConfig(config, environment.references));
  }

  walk(construct: IConstruct, application: string): void {
    if (ApiObject.isApiObject(construct)) this.#add(construct, application);
    const problems = construct.node.validate();
    if (problems.length > 0) {
      const { refuse } = findingsOf(construct);
      for (const problem of problems) refuse('custom/validation', undefined, problem);
    }
    for (const child of construct.node.children) this.walk(child, application);
  }

  applications(): readonly RenderedApplication[] {
    return this.#environment.node.children.map((child) => {
      const application = Application.tryOf(child);
      const namespaces = [...(this.#namespacesByApplication.get(child.node.id) ?? [])].toSorted();
      return {
        name: child.node.id,
        namespace: application?.namespace ?? namespaces[0] ?? child.node.id,
        namespaces,
        hasFolder: this.#namespacesByApplication.has(child.node.id),
        requires: (application?.requires ?? []).map(({ node }) => node.id),
        origin: originOf(child),
      };
    });
  }

  /** What is derived from all objects together. */
  finish(): void {
    this.dependencies.checkTargets();
    if (this.#environment.network === 'isolated') {
      for (const policy of networkPolicies(this.#environment, this.dependencies.all)) {
        this.#push(policy.construct, policy.application, this.#patched(policy.construct, policy.object, policy.patch));
      }
    }
    this.#refuseIneffectivePatches();
    this.#restarts.annotate(this.objects, this.dependencies.all);
    this.#addNamespaces();
  }

  #add(object: ApiObject, application: string): void {
    // The objects of our constructs have no line of their own.
    const patches = patchesOf(object);
    const construct = patches === undefined ? object : (object.node.scope ?? object);
    const plain = this.#plain(fieldsOf(object), construct);
    let patched = this.#placed(plain);
    for (const patch of patches ?? NO_PATCHES) patched = this.#patched(construct, patched, patch);
    this.#push(construct, application, patched);
  }

  #plain(fields: object, construct: IConstruct): KubernetesObject {
    return toPlain(
      fields,
      this.#environment.references,
      new PlainFindings(construct, this.dependencies),
    ) as unknown as KubernetesObject;
  }

  /** A cluster-scoped object has no namespace, though its chart has one. */
  #placed(object: KubernetesObject): KubernetesObject {
    if (object.metadata?.namespace === undefined || this.#schema.scopeOf(object.apiVersion, object.kind) !== 'Cluster')
      return object;
    const { namespace: _, ...metadata } = object.metadata;
    return { ...object, metadata: metadata as KubernetesObject['metadata'] };
  }

  #patched(construct: IConstruct, object: KubernetesObject, patch: object | undefined): KubernetesObject {
    if (typeof patch !== 'object' || patch === null) return object;
    const { refuse } = findingsOf(construct);
    const listKeys = (path: readonly string[]): readonly string[] | undefined =>
      this.#schema.listKeys(object.apiVersion, object.kind, path);
    const merged = applyPatch(
      object,
      canonicalQuantities(patch) as Readonly<Record<string, unknown>>,
      listKeys,
      (path, message) => refuse('practice/patch', path, `patch.${object.kind}${path.replaceAll('/', '.')}: ${message}`),
    );
    const plain = this.#plain(merged, construct);
    if (JSON.stringify(plain) !== JSON.stringify(object)) this.#effective.add(patch);
    else if (!this.#ineffective.has(patch)) this.#ineffective.set(patch, { construct, kind: object.kind });
    return plain;
  }

  /** One that several objects share need not change each of them. */
  #refuseIneffectivePatches(): void {
    for (const [patch, { construct, kind }] of this.#ineffective) {
      if (this.#effective.has(patch)) continue;
      findingsOf(construct).refuse(
        'practice/patch-without-effect',
        undefined,
        `patch.${kind} changes nothing. Remove it, or mend the field that it names.`,
      );
    }
  }

  #push(construct: IConstruct, application: string, object: KubernetesObject): void {
    const namespace = object.metadata?.namespace;
    if (namespace !== undefined && !this.#namespaces.has(namespace)) this.#namespaces.set(namespace, construct);
    const isOfRoot = belongsToRoot(object);
    if (!isOfRoot) this.#placedIn(application, namespace);
    const rendered = { object, application: isOfRoot ? DELIVERY : application, origin: originOf(construct) };
    this.#restarts.see(construct, rendered, this.objects.push(rendered) - 1);
  }

  #placedIn(application: string, namespace: string | undefined): void {
    const known = this.#namespacesByApplication.get(application) ?? new Set<string>();
    this.#namespacesByApplication.set(application, known);
    if (namespace !== undefined) known.add(namespace);
  }

  /** Each once, whoever uses it, but those that the code made itself and those that every cluster has. */
  #addNamespaces(): void {
    const made = new Set(
      this.objects.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name),
    );
    const { namespaces, delivery } = this.#environment.props;
    for (const child of delivery === undefined ? [] : this.#environment.node.children) {
      // Its deployer has rights there, also where it has no object any more.
      const namespace = Application.tryOf(child)?.namespace;
      if (namespace !== undefined && !this.#namespaces.has(namespace)) this.#namespaces.set(namespace, child);
    }
    for (const name of namespaces ?? []) {
      if (!this.#namespaces.has(name)) this.#namespaces.set(name, this.#environment);
    }
    for (const [name, construct] of [...this.#namespaces].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (made.has(name) || BUILT_IN.has(name)) continue;
      const metadata = { labels: { 'app.kubernetes.io/managed-by': 'kumiki' }, name };
      this.#push(construct, DELIVERY, { apiVersion: 'v1', kind: 'Namespace', metadata });
    }
  }
}

function originOf(construct: IConstruct): Origin {
  return {
    construct: construct.node.path,
    source: () => sourceLineOf(construct),
    waiver: (rule) => tryWaiver(construct, rule),
  };
}

const NO_PATCHES: readonly object[] = [];

const BUILT_IN: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** An application's folder never holds a Namespace, a CRD or RBAC of its own: whoever applies it has no right to make them. */
function belongsToRoot(object: KubernetesObject): boolean {
  const group = groupOf(object.apiVersion);
  return (
    group === 'rbac.authorization.k8s.io' ||
    (group === '' && object.kind === 'Namespace') ||
    (group === 'apiextensions.k8s.io' && object.kind === 'CustomResourceDefinition')
  );
}

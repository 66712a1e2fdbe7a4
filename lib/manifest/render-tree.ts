import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { patchOf } from '../constructs/add-object.ts';
import { sourceLineOf } from '../constructs/refuse.ts';
import type { EnvironmentRoot } from '../environment/environment.ts';
import type { Finding } from '../errors.ts';
import type { Schema } from '../schema/open-schema.ts';
import { applyPatch } from './apply-patch.ts';
import { canonicalQuantities } from './canonical-quantities.ts';
import { findingsOf } from './construct-findings.ts';
import { networkPolicies } from './network-policies.ts';
import { groupOf, type KubernetesObject, type RenderedObject } from './object.ts';
import { fieldsOf } from './object-fields.ts';
import { DependencyRecord, type Dependency } from './dependencies.ts';
import { PlainFindings } from './plain-findings.ts';
import { toPlain } from './to-plain.ts';

export interface RenderedEnvironment {
  readonly name: string;
  /** How many there are, `delivery` not counted. */
  readonly applications: number;
  readonly objects: readonly RenderedObject[];
  readonly dependencies: readonly Dependency[];
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
  const isWanted = ({ application }: RenderedObject): boolean =>
    application === DELIVERY ? choice?.delivery !== false : isChosen(application);
  return {
    name: environment.name,
    applications: applicationsOf(environment).filter(isChosen).length,
    objects: choice === undefined ? render.objects : render.objects.filter(isWanted),
    dependencies: render.dependencies.all,
    findings: environment.findings,
  };
}

class TreeRender {
  readonly objects: RenderedObject[] = [];
  readonly dependencies: DependencyRecord;
  readonly #environment: EnvironmentRoot;
  readonly #schema: Schema;
  /** Each with the construct that uses it first. */
  readonly #namespaces = new Map<string, IConstruct>();

  constructor(environment: EnvironmentRoot, schema: Schema) {
    this.#environment = environment;
    this.#schema = schema;
    this.dependencies = new DependencyRecord(environment);
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

  /** What is derived from all objects together. */
  finish(): void {
    this.dependencies.checkTargets();
    if (this.#environment.network === 'isolated') {
      for (const policy of networkPolicies(this.#environment, this.dependencies.all)) {
        this.#push(policy.construct, policy.application, this.#patched(policy.construct, policy.object, policy.patch));
      }
    }
    this.#addNamespaces();
  }

  #add(object: ApiObject, application: string): void {
    // The objects of our constructs have no line of their own.
    const construct = patchOf(object) === undefined ? object : (object.node.scope ?? object);
    const plain = this.#plain(fieldsOf(object), construct);
    this.#push(construct, application, this.#patched(construct, this.#placed(plain), patchOf(object)?.patch));
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
    if (JSON.stringify(plain) === JSON.stringify(object)) {
      refuse(
        'practice/patch-without-effect',
        undefined,
        `patch.${object.kind} changes nothing. Remove it, or mend the field that it names.`,
      );
    }
    return plain;
  }

  #push(construct: IConstruct, application: string, object: KubernetesObject): void {
    const namespace = object.metadata?.namespace;
    if (namespace !== undefined && !this.#namespaces.has(namespace)) this.#namespaces.set(namespace, construct);
    this.objects.push({
      object,
      application: belongsToRoot(object) ? DELIVERY : application,
      origin: { construct: construct.node.path, source: () => sourceLineOf(construct) },
    });
  }

  /** Each once, whoever uses it, but those that the code made itself and those that every cluster has. */
  #addNamespaces(): void {
    const made = new Set(
      this.objects.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name),
    );
    for (const [name, construct] of [...this.#namespaces].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (made.has(name) || BUILT_IN.has(name)) continue;
      const metadata = { labels: { 'app.kubernetes.io/managed-by': 'kumiki' }, name };
      this.#push(construct, DELIVERY, { apiVersion: 'v1', kind: 'Namespace', metadata });
    }
  }
}

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

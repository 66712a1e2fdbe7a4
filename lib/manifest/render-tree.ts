import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { patchesOf } from '../constructs/add-object.ts';
import { Application } from '../constructs/application.ts';
import { sourceLineOf } from '../constructs/refuse.ts';
import { tryWaiver, waiversOf } from '../constructs/waive.ts';
import type { EnvironmentRoot } from '../environment/environment.ts';
import { previewOf, previewsOf } from '../environment/previews/preview.ts';
import type { Schema } from '../schema/open-schema.ts';
import { findingsOf } from './construct-findings.ts';
import { networkPolicies } from './network-policies.ts';
import { groupOf, type KubernetesObject, type Origin, type RenderedObject } from './object.ts';
import { fieldsOf } from './object-fields.ts';
import { DependencyRecord } from './dependencies.ts';
import { Patches } from './patches.ts';
import { tryPlainConfig } from './plain-config.ts';
import { PlainFindings } from './plain-findings.ts';
import { RestartChecksums } from './restart/restart-checksums.ts';
import {
  DELIVERY,
  type ApplicationChoice,
  type RenderedApplication,
  type RenderedEnvironment,
} from './rendered-environment.ts';
import { toPlain } from './to-plain.ts';
import { UsedNamespaces } from './used-namespaces.ts';

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
    preview: previewOf(environment.props),
    previews: previewsOf(environment.props),
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
  readonly #patches: Patches;
  readonly #namespaces = new UsedNamespaces();

  constructor(environment: EnvironmentRoot, schema: Schema) {
    this.#environment = environment;
    this.#schema = schema;
    this.dependencies = new DependencyRecord(environment);
    this.#patches = new Patches(schema, (object, construct) => this.#plain(object, construct));
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
      const namespaces = this.#namespaces.of(child.node.id);
      return {
        name: child.node.id,
        namespace: application?.namespace ?? namespaces?.[0] ?? child.node.id,
        namespaces: namespaces ?? [],
        hasFolder: namespaces !== undefined,
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
        const patched = this.#patches.apply(policy.construct, policy.object, policy.patch);
        this.#push(policy.construct, policy.application, patched);
      }
    }
    this.#patches.refuseIneffective();
    this.#restarts.annotate(this.objects, this.dependencies.all);
    this.#addNamespaces();
  }

  #add(object: ApiObject, application: string): void {
    // The objects of our constructs have no line of their own.
    const patches = patchesOf(object);
    const construct = patches === undefined ? object : (object.node.scope ?? object);
    const plain = this.#plain(fieldsOf(object), construct);
    let patched = this.#placed(plain);
    for (const patch of patches ?? NO_PATCHES) patched = this.#patches.apply(construct, patched, patch);
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

  #push(construct: IConstruct, application: string, object: KubernetesObject): void {
    const isOfRoot = belongsToRoot(object);
    this.#namespaces.see(construct, object, isOfRoot ? undefined : application);
    const rendered = { object, application: isOfRoot ? DELIVERY : application, origin: originOf(construct) };
    this.#restarts.see(construct, rendered, this.objects.push(rendered) - 1);
  }

  #addNamespaces(): void {
    for (const [name, construct] of this.#namespaces.missing(this.#environment, this.objects)) {
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

/** An application's folder never holds a Namespace, a CRD or RBAC of its own: whoever applies it has no right to make them. */
function belongsToRoot(object: KubernetesObject): boolean {
  const group = groupOf(object.apiVersion);
  return (
    group === 'rbac.authorization.k8s.io' ||
    (group === '' && object.kind === 'Namespace') ||
    (group === 'apiextensions.k8s.io' && object.kind === 'CustomResourceDefinition')
  );
}

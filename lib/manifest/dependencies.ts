import type { IConstruct } from 'constructs';
import { Application } from '../constructs/application.ts';
import { Config } from '../constructs/config.ts';
import { UnknownService } from '../constructs/endpoint.ts';
import { EnvironmentRoot } from '../environment/environment.ts';
import { findingsOf } from './construct-findings.ts';
import type { Reference } from './reference.ts';

/** A reference from the object of one construct to another construct. */
export interface Dependency {
  readonly from: IConstruct;
  readonly to: IConstruct;
}

/** The references that rendering met. NetworkPolicies, restarts and the graph come from them, and from nothing else. */
export class DependencyRecord {
  readonly all: Dependency[] = [];
  readonly #environment: EnvironmentRoot;

  constructor(environment: EnvironmentRoot) {
    this.#environment = environment;
  }

  /** @returns the reference's value; empty text where `environment.service()` named nothing, which is a finding */
  add(from: IConstruct, reference: Reference, path: () => string): string | number {
    try {
      const { value } = reference;
      this.all.push({ from, to: reference.target });
      return value;
    } catch (error) {
      if (!(error instanceof UnknownService)) throw error;
      findingsOf(from).refuse('reference/unknown-service', path(), error.message);
      return '';
    }
  }

  /** A target in another environment, or one that was taken out of the tree, would not be there. */
  checkTargets(): void {
    for (const { from, to } of this.all) {
      const { root } = to.node;
      if (root === this.#environment && isInTree(to)) {
        if (to instanceof Config) checkNamespace(from, to);
        continue;
      }
      const where =
        root === this.#environment
          ? 'was taken out of the tree'
          : `is in ${EnvironmentRoot.is(root) ? root.name : 'another tree'}`;
      findingsOf(from).refuse(
        'reference/not-rendered',
        undefined,
        `refers to ${to.node.path}, which ${where}. Refer to something that ${this.#environment.name} renders.`,
      );
    }
  }
}

/** A Pod sees the Configs of its own namespace alone. */
function checkNamespace(from: IConstruct, config: Config): void {
  const own = Application.tryOf(from)?.namespace;
  const { namespace } = Application.of(config);
  if (own === undefined || own === namespace) return;
  findingsOf(from).refuse(
    'reference/other-namespace',
    undefined,
    `uses the Config ${config.node.path}, which is in the namespace ${namespace}, while it is in ${own}. Make a Config in its own application.`,
  );
}

function isInTree(construct: IConstruct): boolean {
  return construct.node.scopes.every(
    (scope) => scope.node.scope === undefined || scope.node.scope.node.tryFindChild(scope.node.id) === scope,
  );
}

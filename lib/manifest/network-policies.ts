import type { IConstruct } from 'constructs';
import type { EnvironmentRoot } from '../environment/environment.ts';
import type { Dependency } from './dependencies.ts';
import type { KubernetesObject } from './object.ts';

export interface DerivedPolicy {
  readonly object: KubernetesObject;
  readonly construct: IConstruct;
  readonly application: string;
  readonly patch?: object | undefined;
}

export function networkPolicies(_environment: EnvironmentRoot, _dependencies: readonly Dependency[]): readonly DerivedPolicy[] {
  return [];
}

import type { KubernetesVersion } from '../schema/kubernetes-version.ts';
import type { Environment } from './environment.ts';

/** The Pod Security Standard that Pods meet: https://kubernetes.io/docs/concepts/security/pod-security-standards */
export type Security = 'restricted' | 'baseline' | 'privileged';

/** Pods of the platform that route traffic from outside to Pods of this environment. */
export interface IngressSource {
  /** The namespace of the gateway's or ingress controller's Pods. */
  readonly namespace: string;
  /** Labels of these Pods. @default every Pod of the namespace */
  readonly pods?: Readonly<Record<string, string>> | undefined;
}

/** One environment: ordinary typed code, no registry and no deep merge. What differs between environments is a prop of its applications. */
export interface EnvironmentProps {
  /** The folder below `dist/`: lower-case letters, digits and `-`, at most 63 characters, unique in the repository. */
  readonly name: string;
  /** Output of an edition never changes for unchanged source. */
  readonly edition: 1;
  /** The version of the cluster's API server: every object is checked against it. */
  readonly kubernetes: KubernetesVersion;
  /** The cluster, where several environments share one. @default the environment's name */
  readonly cluster?: string | undefined;
  /** The namespace of an application that names none itself. @default the application's id */
  readonly namespace?: ((application: string) => string) | undefined;
  /** What a `Route` becomes: a Gateway API HTTPRoute, or an Ingress. @default 'gateway' */
  readonly routing?: 'gateway' | 'ingress' | undefined;
  /** `isolated`: NetworkPolicies allow what references say, and nothing else. @default 'open' */
  readonly network?: 'open' | 'isolated' | undefined;
  /** Where traffic of routes comes from; required with `network: 'isolated'` where there is a `Route`. */
  readonly ingressFrom?: readonly IngressSource[] | undefined;
  /** The Pod Security Standard of every workload that says nothing else. @default 'restricted' */
  readonly security?: Security | undefined;
  /** YAML files with CustomResourceDefinitions, from the repository's root: `['crds/widgets.yaml']`. Objects of these kinds are checked against them. */
  readonly crds?: readonly string[] | undefined;
  /** Makes the applications. Returns `undefined`, not `void`, so that an `async` one does not compile. */
  readonly build: (environment: Environment) => undefined;
}

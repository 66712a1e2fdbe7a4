import type { Delivery } from '../delivery/delivery.ts';
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

/** A time in which an environment takes no change. */
export interface Freeze {
  /** Its first minute, as a clock in `timeZone` shows it: `'2026-12-20T00:00'`. */
  readonly from: string;
  /** The first minute after it, likewise. */
  readonly until: string;
  /** A name of the IANA time zone database: `'Europe/Berlin'`. @default 'UTC' */
  readonly timeZone?: string | undefined;
  /** Why, for whoever is refused. */
  readonly reason: string;
}

/** What a promotion into an environment waits for beside the upstream's running it. */
export interface Gates {
  /** The upstream's CD tool has reported the commit as healthy: the commit status that notifications of Flux or Argo CD post. @default false */
  readonly deployed?: boolean | undefined;
}

/** Whole minutes, hours or days: `'30m'`, `'24h'`, `'7d'`. */
export type Soak = `${number}${'m' | 'h' | 'd'}`;

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
  /** How the CD tool of its cluster takes it; `delivery/` is filled accordingly. @default none: Namespaces, CRDs and RBAC alone */
  readonly delivery?: Delivery | undefined;
  /**
   * Kinds that its deployers may make beside the default table of namespaced workload kinds: `['Certificate.cert-manager.io']`.
   * Rights are this ceiling, never what happens to be rendered. @default none
   */
  readonly kinds?: readonly string[] | undefined;
  /**
   * Namespaces that stay without an application: those that an application was removed from, or has left. Every deployer of the
   * environment may still remove what is in them. @default none
   */
  readonly namespaces?: readonly string[] | undefined;
  /** Removing an application needs a confirmation (Argo CD), or leaves its objects (Flux). @default false */
  readonly protected?: boolean | undefined;
  /** It is of the platform: it alone may hold CRDs, admission webhooks, cluster-wide RBAC and the CD tool's own namespace. @default false */
  readonly platform?: boolean | undefined;
  /** Everything of it goes from the cluster but Namespaces, claims and CRDs; the files of it may go afterwards. @default false */
  readonly removed?: boolean | undefined;
  /**
   * Who merges a change of its images: `review`, a person, whose approval is never carried over to another image; `auto`, also the git host
   * by itself where a command was given `--auto-merge`. @default 'review' where it is `protected`, or its name is `production` or `prod`, or begins with `production-` or `prod-`; else 'auto'
   */
  readonly merge?: 'auto' | 'review' | undefined;
  /** The environment, or those, that must run an image before this one does. @default none */
  readonly upstream?: string | readonly string[] | undefined;
  /** How long an upstream has to have run an image before: `'30m'`, `'24h'`, `'7d'`. @default none */
  readonly minSoak?: Soak | undefined;
  /** What a promotion waits for beside. @default none */
  readonly gates?: Gates | undefined;
  /** Times in which it takes no change. @default none */
  readonly freezes?: readonly Freeze[] | undefined;
  /** Who reviews its files, in the git host's words, for CODEOWNERS: `['@acme/payments']`. @default none */
  readonly owners?: readonly string[] | undefined;
  /** Whose objects a `strategy` of a WebService becomes. @default none */
  readonly progressive?: 'argo-rollouts' | 'flagger' | undefined;
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

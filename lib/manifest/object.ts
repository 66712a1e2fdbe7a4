import type { Waiver } from '../constructs/waive.ts';

/** A Kubernetes object as plain JSON data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly [field: string]: unknown;
}

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly [field: string]: unknown;
}

/** Who made an object: for findings. */
export interface Origin {
  /** The construct's path inside its environment: `users/api`. */
  readonly construct: string;
  /** `apps/users.ts:14`. Asked only when a finding needs it: source maps are read then. */
  readonly source: () => string | undefined;
  /** What lifts a rule for the construct. */
  readonly waiver?: (rule: string) => Waiver | undefined;
}

/** One object of one environment, ready to be checked and written. */
export interface RenderedObject {
  readonly object: KubernetesObject;
  /** The folder below `dist/<env>/`: an application's name, or `delivery`. */
  readonly application: string;
  readonly origin: Origin;
}

/** The API group of an apiVersion: `apps` of `apps/v1`, the empty text of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

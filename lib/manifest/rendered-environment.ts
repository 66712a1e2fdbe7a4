import type { Waiver } from '../constructs/waive.ts';
import type { EnvironmentProps } from '../environment/environment-props.ts';
import type { Preview } from '../environment/previews/preview.ts';
import type { Finding } from '../errors.ts';
import type { Dependency } from './dependencies.ts';
import type { Origin, RenderedObject } from './object.ts';

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
  /** What makes it a preview of another environment. @default it is none */
  readonly preview?: Preview | undefined;
  /** The names of the environments that are its previews. @default none */
  readonly previews?: readonly string[] | undefined;
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

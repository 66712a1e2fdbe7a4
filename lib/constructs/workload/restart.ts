import type { Construct } from 'constructs';
import { showValue } from '../../manifest/show-value.ts';
import type { PropTable } from '../check-props.ts';
import { refuse } from '../refuse.ts';

/**
 * How Pods come to new values of the Configs and Secrets that they use.
 *
 * - `checksum`: they are replaced, by a rollout, when a key that they use has another value, or a secret another generation.
 * - `reloader`: the Reloader of the cluster sees the change there, and restarts them.
 * - `none`: at their next start. Files of Configs and Secrets change in running Pods by themselves.
 */
export type Restart = 'checksum' | 'reloader' | 'none';

export interface RestartProps {
  /** What restarts its Pods when a Config or Secret that they use changes. @default 'checksum' */
  readonly restart?: Restart | undefined;
}

export const RESTART_PROPS = { restart: 1 } as const satisfies PropTable<RestartProps>;

const RESTARTS: readonly string[] = ['checksum', 'reloader', 'none'] satisfies readonly Restart[];

export function restartOf(construct: Construct, { restart = 'checksum' }: RestartProps): Restart {
  if (!RESTARTS.includes(restart))
    refuse(construct, `restart is ${showValue(restart)}. Use 'checksum', 'reloader' or 'none'.`);
  return restart;
}

/**
 * The annotations of the object that makes the Pods.
 *
 * @see https://github.com/stakater/Reloader
 */
export function annotationsOf({
  annotations,
  restart,
}: RestartProps & { readonly annotations?: Readonly<Record<string, string>> | undefined }):
  | Readonly<Record<string, string>>
  | undefined {
  return restart === 'reloader' ? { 'reloader.stakater.com/auto': 'true', ...annotations } : annotations;
}

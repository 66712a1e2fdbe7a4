import type { Clock } from '../http/clock.ts';

export interface RegistryOptions {
  /** The environment variables of the process: credentials, docker's folder, proxies, certificates. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** The repositories of all images of the command: variables that name no registry serve one alone. @default the one that is asked */
  readonly images?: readonly string[] | undefined;
}

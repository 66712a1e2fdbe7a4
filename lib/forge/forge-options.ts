import type { Clock } from '../http/clock.ts';

/** What a client of a git host is made of. */
export interface ForgeOptions {
  /** The root of its API, without a slash at the end: `https://api.github.com`, `https://git.example.com/api/v4`. */
  readonly api: string;
  /** The repository's path on its host: `acme/manifests`; on GitLab also `acme/platform/manifests`. */
  readonly project: string;
  /** Undefined where there is none: what is public can be read, and nothing be written. */
  readonly token: string | undefined;
  /** The environment variables of the process: proxies, certificates. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

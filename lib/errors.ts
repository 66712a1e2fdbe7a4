/**
 * The two kinds of mistakes that are told to a person. Anything else that is thrown is a bug of ours: nobody catches it.
 *
 * 1. {@link Finding}: something wrong in what is rendered. Data, collected, all shown at once.
 * 2. {@link UserError}: a mistake outside the manifests (a flag, a file, a prop). Thrown, printed without a stack, exit code 1.
 */

export type Severity = 'error' | 'warning' | 'info';

/** `server` the API server refuses it · `reference` between objects · `security` · `delivery` the CD tool · `change` against what is committed · `practice` · `custom`. */
export type Category = 'server' | 'reference' | 'security' | 'delivery' | 'change' | 'practice' | 'custom';

/** What identifies an object in an environment. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** One thing that is wrong, with everything a person needs to find it. Its shape is part of `--json`. */
export interface Finding {
  /** `<category>/<name>`, such as `server/unknown-field`. */
  readonly rule: `${Category}/${string}`;
  readonly severity: Severity;
  /** Where: what is wrong, with the value. What to do. */
  readonly message: string;
  readonly environment?: string | undefined;
  readonly application?: string | undefined;
  /** The construct's path inside its environment: `users/api`. */
  readonly construct?: string | undefined;
  /** `apps/users.ts:14`, from the repository's root. */
  readonly source?: string | undefined;
  /** A file by its path from the repository's root (or as it was named on the command line), `:LINE` excluded. */
  readonly file?: string | undefined;
  readonly object?: ObjectIdentity | undefined;
  /** JSON Pointer into the object: `/spec/replicas`. */
  readonly path?: string | undefined;
}

export function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}

/** A mistake of the person who runs the command; the message says where, what with the value, and what to do. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** Nothing is wrong with the input, but a rule forbids the change: it is held, frozen, stale, or not yet in the upstream environment. Exit code 3. */
export class Refusal extends UserError {
  override readonly name = 'Refusal';
}

/** A remote, or another program, failed or said no. Exit code 5. */
export class RemoteError extends UserError {
  override readonly name = 'RemoteError';
}

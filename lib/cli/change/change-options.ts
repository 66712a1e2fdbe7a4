import type { GlobalOptions } from '../io.ts';

/** Where a change goes: flags of every command that opens pull requests. */
export interface ChangeOptions extends GlobalOptions {
  readonly pr?: true | undefined;
  readonly repository?: string | undefined;
  readonly host?: string | undefined;
  readonly api?: string | undefined;
  readonly base?: string | undefined;
}

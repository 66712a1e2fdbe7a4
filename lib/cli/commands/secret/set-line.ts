import type { Scope } from '../../../secret/sealed-file.ts';

export interface SetLineOptions {
  readonly environment: string;
  readonly application: string;
  readonly secret: string;
  /** Where it is to change. */
  readonly scope?: Scope | undefined;
  readonly sameValue?: boolean | undefined;
}

/** The line that sets one key: it reads the value, or asks for it. */
export function setKey({ key, ...options }: SetLineOptions & { readonly key: string }): string {
  return line(options, ` ${key}`, '');
}

/** The line that sets many keys from a file of lines KEY=VALUE. */
export function setFromFile(options: SetLineOptions): string {
  return line(options, '', ' --from-env-file FILE');
}

function line(
  { environment, application, secret, scope, sameValue }: SetLineOptions,
  key: string,
  source: string,
): string {
  const flags = `${scope === undefined ? '' : ` --scope ${scope}`}${sameValue === true ? ' --same-value' : ''}`;
  return `kumiki secret set ${application} ${secret}${key} --env ${environment}${flags}${source}`;
}

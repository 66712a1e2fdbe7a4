import { UserError } from '../errors.ts';
import { hideSecrets } from './hide-secrets.ts';
import type { HttpAnswer, HttpClientOptions } from './http-client.ts';

/** The other side, as messages need it. */
export interface Party {
  /** `GitHub (api.github.com)`. */
  readonly who: string;
  readonly api: string;
  readonly hasToken: boolean;
  /** A text without secrets. */
  readonly hide: (text: string) => string;
  readonly advise: (answer: HttpAnswer) => string | undefined;
}

/** @param passwords what no message may hold, besides the options' secrets */
export function partyOf(options: HttpClientOptions, passwords: readonly string[]): Party {
  const { name, api, secrets, advise } = options;
  const { host } = new URL(api);
  return {
    who: name === host ? name : `${name} (${host})`,
    api,
    hasToken: secrets.some((secret) => secret !== ''),
    hide: (text) => hideSecrets(text, [...secrets, ...passwords]),
    advise: (answer) => advise?.(answer),
  };
}

/** @throws a UserError where it is no address, or holds a password */
export function checkApi({ name, api }: Pick<HttpClientOptions, 'name' | 'api'>): void {
  const url = URL.canParse(api) ? new URL(api) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UserError(
      `${name}: '${api}' is no address of an API. Name one such as https://git.example.com with --api.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new UserError(
      `${name}: the address of the API at ${url.host} holds a user or password. Leave it out, and put the token into KUMIKI_TOKEN.`,
    );
}
